import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/audit/outcome.ts';
import { renderBadge } from '../../src/audit/report/badge.ts';
import { renderHtml } from '../../src/audit/report/html/page.ts';
import { stepsOf } from '../../src/audit/report/html/steps.ts';
import { renderJson } from '../../src/audit/report/json.ts';
import { renderJunit } from '../../src/audit/report/junit.ts';
import { gridOf } from '../../src/audit/report/matrix.ts';
import { referenceOf } from '../../src/audit/report/references.ts';
import { renderSarif } from '../../src/audit/report/sarif.ts';
import { renderTerminal } from '../../src/audit/report/terminal.ts';
import { audit } from '../../src/audit/run.ts';
import { secretsIn } from '../../tools/secrets.mjs';
import { EMAIL, PASSWORD, planFor, sound, stateless } from './support/applications.ts';

/** What the probes of these applications need to be told. */
const PROBES = ['P01', 'P02', 'P03', 'P04', 'P13', 'P17'];
const schema = JSON.parse(
  readFileSync(new URL('../../src/audit/report/schema.json', import.meta.url), 'utf8'),
) as object;

/** Every token that the applications gave away. */
let given: readonly string[];
let outcomes: { readonly failing: Outcome; readonly passing: Outcome };

/** Every report of `outcome`, as one reader or another gets it. */
function reportsOf(outcome: Outcome): Record<string, string> {
  return {
    json: renderJson(outcome),
    sarif: renderSarif(outcome, { version: '1.2.3', plan: 'audit.yaml' }),
    junit: renderJunit(outcome),
    html: renderHtml(outcome, { version: '1.2.3', previous: outcomes.passing }),
    terminal: renderTerminal(outcome, { color: false, width: 80, previous: outcomes.passing }),
    badge: renderBadge(outcome),
  };
}

/** What the matrix says, of whatever credential and moment. */
function tonesIn(outcome: Outcome): string[] {
  return gridOf(outcome).rows.flatMap(({ cells }) => cells.flat().map(({ tone }) => tone));
}

beforeAll(async () => {
  await using broken = await stateless();
  await using good = await sound();
  const plan = planFor(broken.base, {
    refresh: undefined,
    logoutOthers: undefined,
    logoutEverywhere: undefined,
  });
  const logout = { method: 'POST', url: '/logout', headers: plan.me.headers };
  outcomes = {
    failing: await audit({ ...plan, logout }, { probes: PROBES }),
    passing: await audit(planFor(good.base), { probes: PROBES }),
  };
  given = [...broken.given(), ...good.given()];
});

afterAll(() => expect(outcomes.failing.verdict).toBe('fail'));

describe.each(['failing', 'passing'] as const)('the reports of a real audit that is %s', (name) => {
  it('are valid, and hold every probe', () => {
    const outcome = outcomes[name];
    const validate = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(schema);
    const reports = reportsOf(outcome);
    validate(JSON.parse(reports['json'] ?? ''));
    expect(validate.errors ?? []).toEqual([]);
    for (const { id } of [...outcome.probes, ...outcome.notRun]) {
      for (const kind of ['html', 'terminal', 'junit']) expect(reports[kind], `${kind} ${id}`).toContain(id);
    }
    expect(reports['terminal']?.replaceAll(/\s+/g, ' ')).toContain(outcome.summary);
  });

  it('hold no secret and nobody’s name', () => {
    expect(given.length).toBeGreaterThan(10);
    for (const [kind, text] of Object.entries(reportsOf(outcomes[name]))) {
      expect(secretsIn(text), kind).toEqual([]);
      expect(text.includes(PASSWORD), kind).toBe(false);
      expect(given.filter((token) => text.includes(token)).length, kind).toBe(0);
      expect(text.includes(EMAIL), kind).toBe(false);
    }
  });

  it('know what every reference is, with its chapter', () => {
    for (const reference of outcomes[name].probes.flatMap(({ references }) => references)) {
      expect(referenceOf(reference), reference).toMatchObject({
        about: expect.stringMatching(/.{10}/) as string,
        url: expect.stringMatching(/^https:/) as string,
      });
    }
  });
});

describe('what a real audit saw', () => {
  it('is red after the logout where the token lived on', () => {
    const { steps } = stepsOf(outcomes.failing);
    expect(steps.slice(0, 3).map(({ kind, tone }) => tone ?? kind)).toEqual(['login', 'logout', 'bad']);
    expect(tonesIn(outcomes.failing)).toContain('bad');
  });

  it('is nowhere red where everything died', () => {
    const { steps } = stepsOf(outcomes.passing);
    expect(steps.map(({ way }) => way)).not.toContain('bad');
    expect(steps.map(({ tone }) => tone)).toContain('good');
    expect(tonesIn(outcomes.passing)).toEqual(expect.arrayContaining(['expected', 'good']));
    expect(tonesIn(outcomes.passing)).not.toContain('bad');
    expect(tonesIn(outcomes.passing)).not.toContain('allowed');
  });
});
