import { describe, expect, it } from 'vitest';
import { failing } from '../../../test/audit/support/outcomes.ts';
import type { Finding } from '../../lint/finding.ts';
import { EXPLAINED_BY, join, type StaticFinding } from './join.ts';

/** The rules of the static check that can explain what the live probe sees. */
const RULES = [
  'logout-no-backend-effect auth-signature-only jwt-no-expiry jwt-no-revocation-handle jwt-too-long',
  'cookie-clear-mismatch client-only-logout persist-not-purged client-cache-not-reset missing-no-store',
  'stateless-excuse access-survives-logout refresh-survives-logout refresh-not-bound session-not-destroyed',
  'revoke-key-mismatch revocation-fail-open revoke-error-swallowed revoke-not-awaited logout-via-get',
  'denylist-never-written expired-token-renewed logout-event-unhandled',
]
  .join(' ')
  .split(' ');

function finding(rule: string, file: string, line = 1, more: Partial<Finding> = {}): Finding {
  const place = { line, column: 1, endLine: line, endColumn: 9 };
  return { rule, file, ...place, level: 'error', message: 'Why.', certainty: 'proven', ...more };
}

describe('join', () => {
  it('gives every rule a probe that it explains', () => {
    const used = Object.values(EXPLAINED_BY).flat();
    expect(RULES.filter((rule) => !used.includes(rule))).toEqual([]);
    expect(used.filter((rule) => !RULES.includes(rule))).toEqual([]);
  });

  it('puts a finding beside the failing and the inconclusive probes that it explains, and no other', () => {
    const found = [
      finding('logout-no-backend-effect', 'a.ts'),
      finding('refresh-not-bound', 'b.ts'),
      finding('cookie-clear-mismatch', 'c.ts'),
      finding('no-such-rule', 'd.ts'),
    ];
    const joined = join(failing, found);
    expect(Object.keys(joined)).toEqual(['P01', 'P05']);
    expect(joined['P01']?.map(({ file }) => file)).toEqual(['a.ts']);
    expect(joined['P05']?.map(({ file }) => file)).toEqual(['b.ts']);
  });

  it('names the likeliest first: proven before unseen, then by rule, then by place', () => {
    const joined = join(failing, [
      finding('logout-no-backend-effect', 'unseen.ts', 1, { certainty: 'cannot-see-callee' }),
      finding('auth-signature-only', 'second.ts', 20),
      finding('auth-signature-only', 'second.ts', 3),
      finding('logout-no-backend-effect', 'first.ts'),
    ]);
    expect(joined['P01']?.map(({ file, line }: StaticFinding) => `${file}:${line}`)).toEqual([
      'first.ts:1',
      'second.ts:3',
      'second.ts:20',
      'unseen.ts:1',
    ]);
  });
});
