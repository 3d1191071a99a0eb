import { describe, expect, it } from 'vitest';
import { hostile } from '../../../test/audit/support/hostile.ts';
import { failing, inconclusive, passing } from '../../../test/audit/support/outcomes.ts';
import type { Outcome } from '../outcome.ts';
import type { Edition } from './edition.ts';
import { renderSarif } from './sarif.ts';

interface Location {
  readonly physicalLocation?: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: { readonly startLine: number };
  };
  readonly logicalLocations?: readonly { readonly name: string; readonly fullyQualifiedName: string }[];
}

interface Sarif {
  readonly version: string;
  readonly runs: readonly [
    {
      readonly tool: {
        readonly driver: {
          readonly rules: readonly {
            readonly id: string;
            readonly help: { readonly text: string; readonly markdown: string };
            readonly properties: Readonly<Record<string, unknown>>;
            readonly relationships: readonly { readonly target: { readonly id: string } }[];
          }[];
        };
      };
      readonly taxonomies: readonly { readonly taxa: readonly { readonly id: string }[] }[];
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly message: { readonly text: string };
        readonly locations: readonly Location[];
        readonly partialFingerprints: Readonly<Record<string, string>>;
        readonly taxa: readonly { readonly id: string }[];
      }[];
    },
  ];
}

const sources: Edition['sources'] = {
  P01: [
    {
      rule: 'auth-signature-only',
      file: 'src/my auth/gu#ard.ts',
      line: 31,
      message: 'Why.',
      level: 'error',
      certainty: 'proven',
    },
  ],
};

function runOf(outcome: Outcome, edition: Partial<Edition> = {}): Sarif['runs'][0] {
  return (JSON.parse(renderSarif(outcome, { version: '1.2.3', ...edition })) as Sarif).runs[0];
}

/** The fingerprints of a run by rule. */
function prints(outcome: Outcome): unknown {
  return runOf(outcome).results.map(({ ruleId, partialFingerprints }) => [ruleId, partialFingerprints]);
}

/** The same outcome as it would be on another day, port and login. */
function another(outcome: Outcome): Outcome {
  const text = JSON.stringify(outcome)
    .replaceAll('8055', '41237')
    .replaceAll('127.0.0.1', 'localhost')
    .replaceAll(' #1>', ' #7>')
    .replaceAll('"at":', '"at":9');
  return {
    ...(JSON.parse(text) as Outcome),
    began: outcome.began + 86_400_000,
    ended: outcome.ended + 90_000_000,
  };
}

describe('SARIF', () => {
  it('has an error per failing probe, a warning per inconclusive one, and nothing of one that passed', () => {
    expect(runOf(failing).results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['P01', 'error'],
      ['P02', 'error'],
      ['P05', 'warning'],
    ]);
    expect(runOf(passing).results).toEqual([]);
  });

  it('is not empty when nothing could be judged', () => {
    const { results } = runOf(inconclusive);
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({
      level: 'warning',
      message: { text: expect.stringContaining('/home') as string },
    });
  });

  it('explains each rule, and names its weaknesses', () => {
    const { tool, taxonomies, results } = runOf(failing);
    for (const { ruleId, ruleIndex, taxa } of results) {
      const rule = tool.driver.rules[ruleIndex];
      expect(rule?.id).toBe(ruleId);
      expect(rule?.help.text.length).toBeGreaterThan(60);
      expect(rule?.help.markdown).toContain('https://cwe.mitre.org/data/definitions/613.html');
      expect(rule?.properties['tags']).toEqual(expect.arrayContaining(['security', 'external/cwe/cwe-613']));
      expect(Number(rule?.properties['security-severity'])).toBeGreaterThan(0);
      expect(taxa).toContainEqual(expect.objectContaining({ id: '613' }));
    }
    const known = taxonomies[0]?.taxa.map(({ id }) => id) ?? [];
    for (const { relationships } of tool.driver.rules) {
      for (const { target } of relationships) expect(known).toContain(target.id);
    }
  });

  it('keeps its fingerprints whatever the time, the port, the host and the tokens', () => {
    expect(prints(another(failing))).toEqual(prints(failing));
    const values = runOf(failing).results.map(
      ({ partialFingerprints }) => partialFingerprints['curfewAudit/v1'],
    );
    expect(new Set(values).size).toBe(3);
    expect(values).toEqual(values.map(() => expect.stringMatching(/^[\da-f]{32}$/) as string));
  });

  it('has another fingerprint for another operation, and the same for another id or secret in it', () => {
    const at = (path: string): unknown =>
      prints(JSON.parse(JSON.stringify(failing).replaceAll('/users/me', path)) as Outcome);
    expect(at('/accounts/me')).not.toEqual(at('/users/me'));
    expect(at('/users/17/me?t=1')).toEqual(at('/users/4242/me?t=2'));
    expect(at('/s/<access #1>/me')).toEqual(at('/s/<access #2>/me'));
    expect(at('/s/<access #1>/me')).not.toEqual(at('/s/<access #1>/you'));
  });

  it('points to the line that the static check found, else to the plan, and names the URL', () => {
    const [first, second] = runOf(failing, { sources, plan: 'ci/audit.yaml' }).results;
    expect(first?.locations[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'src/my%20auth/gu%23ard.ts' },
      region: { startLine: 31 },
    });
    expect(second?.locations[0]?.physicalLocation?.artifactLocation.uri).toBe('ci/audit.yaml');
    expect(first?.locations[0]?.logicalLocations?.[0]).toMatchObject({
      name: 'GET /users/me',
      fullyQualifiedName: 'http://127.0.0.1:8055/users/me',
    });
    expect(runOf(failing).results[0]?.locations[0]?.physicalLocation).toBeUndefined();
  });

  it('keeps what a hostile server says on one line, visible, and no link', () => {
    for (const { message } of runOf(hostile).results) expect(message.text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    const linking = { ...inconclusive, summary: 'See [the report](https://evil.example/).' };
    expect(runOf(linking).results[0]?.message.text).toBe('See [the report] (https://evil.example/).');
  });
});
