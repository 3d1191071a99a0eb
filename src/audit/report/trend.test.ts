import { expect, it } from 'vitest';
import { failing, inconclusive, passing } from '../../../test/audit/support/outcomes.ts';
import { trendSince } from './trend.ts';

const ids = (probes: readonly { readonly id: string }[]): string[] => probes.map(({ id }) => id);

it('says what is new, fixed, the same, and no longer known', () => {
  expect(ids(trendSince(passing, failing).fresh)).toEqual(['P01', 'P02']);
  expect(ids(trendSince(passing, failing).lost)).toEqual(['P05']);
  expect(ids(trendSince(failing, passing).fixed)).toEqual(['P01', 'P02']);
  expect(ids(trendSince(failing, failing).same)).toEqual(['P01', 'P02']);
  expect(trendSince(failing, failing)).toMatchObject({ fixed: [], fresh: [], lost: [] });
});

it('calls nothing fixed that nobody could judge any more', () => {
  const trend = trendSince(failing, inconclusive);
  expect(trend.fixed).toEqual([]);
  expect(ids(trend.lost)).toEqual(expect.arrayContaining(['P01', 'P02']));
  expect(ids(trend.lost)).not.toContain('P05');
});

it('says when the other run was of another application, whatever its port', () => {
  const at = (base: string): typeof failing => ({ ...failing, target: { bases: [base], guesses: [] } });
  expect(trendSince(at('http://127.0.0.1:9'), failing).elsewhere).toBe(false);
  expect(trendSince(at('https://staging.example'), failing).elsewhere).toBe(true);
});
