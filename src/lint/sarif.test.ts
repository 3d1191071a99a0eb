import { describe, expect, it } from 'vitest';
import { checkText } from './index.ts';
import { renderSarif } from './sarif.ts';

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: { readonly startLine: number };
    };
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly taxa: readonly { readonly id: string }[];
  readonly fixes?: readonly unknown[];
}

interface Run {
  readonly tool: {
    readonly driver: {
      readonly rules: readonly {
        readonly id: string;
        readonly relationships: readonly { readonly target: { readonly id: string } }[];
      }[];
    };
  };
  readonly taxonomies: readonly { readonly taxa: readonly { readonly id: string }[] }[];
  readonly results: readonly Result[];
}

const CODE = `const jwt = require('jsonwebtoken');
exports.logout = (req, res) => res.end(); // stateless, nothing to do
exports.make = (id) => jwt.sign({ id }, S);
exports.same = (id) => jwt.sign({ id }, S);
`;

function runOf(code: string, file = 'src/a b.js'): Run {
  const text = renderSarif(checkText(code, file), { version: '1.2.3', textOf: () => code });
  const log = JSON.parse(text) as { version: string; runs: [Run] };
  expect(log.version).toBe('2.1.0');
  return log.runs[0];
}

describe('SARIF', () => {
  it('has a result per finding, with its level, place and rule', () => {
    const { results, tool } = runOf(CODE);
    expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['logout-no-backend-effect', 'error'],
      ['stateless-excuse', 'note'],
      ['jwt-no-expiry', 'error'],
      ['jwt-no-revocation-handle', 'warning'],
      ['jwt-no-expiry', 'error'],
      ['jwt-no-revocation-handle', 'warning'],
    ]);
    for (const { ruleId, ruleIndex, locations } of results) {
      expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(locations[0]?.physicalLocation.artifactLocation.uri).toBe('src/a%20b.js');
    }
    expect(results[0]?.locations[0]?.physicalLocation.region.startLine).toBe(2);
  });

  it('names weaknesses that its taxonomy has', () => {
    const { results, taxonomies, tool } = runOf(CODE);
    const known = taxonomies[0]?.taxa.map(({ id }) => id) ?? [];
    expect(known).toContain('613');
    for (const { taxa } of results) for (const { id } of taxa) expect(known).toContain(id);
    for (const { relationships } of tool.driver.rules)
      for (const { target } of relationships) expect(known).toContain(target.id);
  });

  it('has the edits of a fix, and none for advice', () => {
    const fixes = runOf(CODE).results.filter((one) => one.fixes !== undefined);
    expect(fixes.map(({ ruleId }) => ruleId)).toEqual([
      'jwt-no-revocation-handle',
      'jwt-no-revocation-handle',
    ]);
  });

  it('keeps its fingerprints when other lines change, and has one for each finding', () => {
    const prints = (code: string): unknown[] => runOf(code).results.map((one) => one.partialFingerprints);
    expect(prints(`// new\n\n${CODE.replace('  ', ' ')}`)).toEqual(prints(CODE));
    expect(new Set(prints(CODE).map((one) => JSON.stringify(one))).size).toBe(6);
    expect(prints(CODE.replace('exports.same', 'exports.other'))).not.toEqual(prints(CODE));
  });

  it('makes no link of what a message holds', () => {
    const [one] = checkText(CODE, 'a.js');
    const text = renderSarif(one ? [{ ...one, message: 'a [b](http://c)' }] : [], {
      version: '1',
      textOf: () => '',
    });
    expect(text).toContain('a [b] (http://c)');
  });

  it('is a run without results where nothing was found', () => {
    expect(runOf('const a = 1;').results).toEqual([]);
  });
});
