import { expect, it } from 'vitest';
import { failing, inconclusive, passing } from '../../../test/audit/support/outcomes.ts';
import { renderBadge, renderBadgeEndpoint } from './badge.ts';

it.each([
  [passing, 'final', '0d7a4c'],
  [failing, 'not final', 'bd2433'],
  [inconclusive, 'unclear', '5b5f6d'],
])('says in words and in colour how it is: %#', (outcome, message, colour) => {
  const svg = renderBadge(outcome);
  expect(svg).toContain(`<title>logout: ${message}</title>`);
  expect(svg).toContain(`aria-label="logout: ${message}"`);
  expect(svg).toContain(`fill="#${colour}"`);
  expect(JSON.parse(renderBadgeEndpoint(outcome))).toEqual({
    schemaVersion: 1,
    label: 'logout',
    message,
    color: colour,
  });
});
