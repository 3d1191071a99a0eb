import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hostile } from '../../../test/audit/support/hostile.ts';
import { failing, inconclusive, passing } from '../../../test/audit/support/outcomes.ts';
import type { Outcome } from '../outcome.ts';
import { SetupError } from '../setup-error.ts';
import { readRun, renderJson } from './json.ts';

const schema = JSON.parse(readFileSync(new URL('schema.json', import.meta.url), 'utf8')) as object;
const validate: ValidateFunction = new Ajv2020({
  strict: true,
  strictRequired: false,
  allErrors: true,
}).compile(schema);

/** What the schema has against `outcome`, once it has been written and read. */
function faults(outcome: unknown): string[] {
  validate(JSON.parse(renderJson(outcome as Outcome)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** A copy of the failing outcome with one thing about it changed. */
function broken(change: (copy: Record<string, never> & Outcome) => void): unknown {
  const copy = structuredClone(failing) as Record<string, never> & Outcome;
  change(copy);
  return copy;
}

describe('schema.json', () => {
  it.each(Object.entries({ failing, passing, inconclusive, hostile }))(
    'accepts the %s outcome',
    (_name, outcome) => {
      expect(faults(outcome)).toEqual([]);
    },
  );

  const wrong: Record<string, (copy: Record<string, never> & Outcome) => void> = {
    'no verdict': (copy) => Reflect.deleteProperty(copy, 'verdict'),
    'an unknown verdict': (copy) => Object.assign(copy, { verdict: 'ok' }),
    'a pass with a failing probe': (copy) => Object.assign(copy, { verdict: 'pass' }),
    'an inconclusive one with a failing probe': (copy) => Object.assign(copy, { verdict: 'inconclusive' }),
    'a fail without a failing probe': (copy) => Object.assign(copy, { probes: passing.probes }),
    'no summary': (copy) => Object.assign(copy, { summary: '' }),
    'no bases': (copy) => Object.assign(copy, { target: { bases: [], guesses: [] } }),
    'a date as text': (copy) => Object.assign(copy, { began: '2026-11-21' }),
    'something that is not in the type': (copy) => Object.assign(copy, { secret: 1 }),
    'half the controls': (copy) => Reflect.deleteProperty(copy.controls ?? {}, 'garbage'),
    'a wrong id': (copy) => Object.assign(copy.probes[0] ?? {}, { id: 'X1' }),
    'no evidence': (copy) => Object.assign(copy.probes[0] ?? {}, { evidence: '' }),
    'a fix for what passed': (copy) => Object.assign(copy.probes[2] ?? {}, { fix: 'None.' }),
    'an unknown state': (copy) => Object.assign(copy.matrix[0] ?? {}, { state: 'open' }),
    'an event without a moment': (copy) => Reflect.deleteProperty(copy.timeline[0] ?? {}, 'at'),
    'an answer that is neither there nor missing': (copy) =>
      Reflect.deleteProperty(copy.probes[0]?.exchanges[0]?.exchange ?? {}, 'response'),
    'a header with three parts': (copy) =>
      Object.assign(copy.controls?.anonymous.request ?? {}, { headers: [['a', 'b', 'c']] }),
    'a status of text': (copy) => Object.assign(copy.controls?.anonymous.response ?? {}, { status: '200' }),
    'a probe that did not run for no reason': (copy) =>
      Reflect.deleteProperty(copy.notRun[0] ?? {}, 'reason'),
  };
  it.each(Object.entries(wrong))('refuses %s', (_what, change) => {
    expect(faults(broken(change))).not.toEqual([]);
  });

  it('says what every part means', () => {
    const silent: string[] = [];
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('properties' in value && 'additionalProperties' in value) {
        for (const [name, part] of Object.entries(value.properties as object)) {
          const said = part as { description?: string; $ref?: string };
          if (said.description === undefined && said.$ref === undefined) silent.push(`${path}.${name}`);
        }
      }
      for (const [name, part] of Object.entries(value)) visit(part, `${path}.${name}`);
    };
    visit(schema, '');
    expect(silent).toEqual([]);
  });
});

describe('the JSON', () => {
  it('holds the outcome, to the letter', () => {
    expect(JSON.parse(renderJson(failing))).toEqual(JSON.parse(JSON.stringify(failing)));
    expect(JSON.parse(renderJson(hostile))).toEqual(JSON.parse(JSON.stringify(hostile)));
  });

  it('commands no terminal', () => {
    expect(renderJson(hostile).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
  });

  it('is read again to be compared with', () => {
    expect(readRun(renderJson(failing), 'last.json').probes[0]).toMatchObject({ id: 'P01', verdict: 'fail' });
  });

  it.each(['', '{', '[]', 'null', '{"probes":[]}', renderJson(failing).replace('"P01"', '"<b>"')])(
    'is refused, with the name of the file, when it is something else: %.12s',
    (text) => {
      expect(() => readRun(text, 'last.json')).toThrow(SetupError);
      expect(() => readRun(text, 'last.json')).toThrow(/^last\.json .*--json/);
    },
  );
});
