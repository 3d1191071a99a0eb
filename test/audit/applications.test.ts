import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/audit/outcome.ts';
import { audit } from '../../src/audit/run.ts';
import { setUp } from '../../src/audit/setup/set-up.ts';
import { stateOf } from '../support/process-tree.ts';
import { ACCOUNT, type Application } from './applications/application.ts';
import { documented, typed } from './applications/by-hand.ts';
import { Comms } from './applications/comms.ts';
import { installed } from './applications/installed.ts';
import { nodeRed } from './applications/node-red.ts';
import { verdaccio } from './applications/verdaccio.ts';

const folder = join(import.meta.dirname, 'applications');
const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
  dependencies: Record<'verdaccio' | 'node-red', string>;
};

/** How long npm may take, once, ms. */
const INSTALLATION = 300_000;
/** What P02 watches a token for, ms: enough to see that it is not a matter of moments. */
const PATIENCE = 3_000;

/** Somebody else changes what Node-RED runs. */
const DEPLOY = `curl -s -w '%{http_code}' -H "Authorization: Bearer $OTHER" -H 'Content-Type: application/json' -d '[{"id":"one","type":"tab"}]' "$BASE/flows"`;

/** The set-up of an application, as its file has it. */
function planOf(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

async function audited(name: string, { base }: Application): Promise<Outcome> {
  const source = { kind: 'plan', name, text: planOf(name) } as const;
  const plan = await setUp(
    { source, bases: [base], env: ACCOUNT, patience: PATIENCE },
    {
      allowHosts: [],
      maxRequests: 100,
      signal: new AbortController().signal,
      tell: () => undefined,
      counted: () => undefined,
      confirm: () => Promise.reject(new Error('a plan is taken as it is')),
    },
  );
  return audit(plan);
}

function idsOf({ probes }: Outcome, verdict: string): string[] {
  return probes.filter((probe) => probe.verdict === verdict).map(({ id }) => id);
}

/** The secrets that an outcome holds, by their names. */
function secretsIn(outcome: Outcome): string[] {
  const text = JSON.stringify(outcome);
  return (['AUDIT_PASS', 'AUDIT_BASIC'] as const).filter((name) => text.includes(ACCOUNT[name]));
}

beforeAll(async () => {
  await installed();
}, INSTALLATION);

describe('Verdaccio', () => {
  const { plan, commands, output } = documented('Verdaccio', dependencies.verdaccio);

  it('is found to accept a token after the logout, and after the next login', async () => {
    await using app = await verdaccio();
    const outcome = await audited('verdaccio.yaml', app);
    expect(outcome.verdict).toBe('fail');
    expect(idsOf(outcome, 'fail')).toEqual(['P01', 'P02', 'P13', 'P17']);
    expect(outcome.summary).toContain('After logout the access token still opened GET /-/whoami');
    expect(secretsIn(outcome)).toEqual([]);
  });

  it('does so by hand, as documented', async () => {
    await using app = await verdaccio();
    expect(await typed(commands, app)).toBe(output);
  });

  it('needs no more than a few lines', () => {
    expect(planOf('verdaccio.yaml')).toBe(plan);
    expect(plan.split('\n').length - 1).toBeLessThanOrEqual(15);
  });
});

describe('Node-RED', () => {
  const { plan, functions, commands, output } = documented('Node-RED', dependencies['node-red']);

  it('is found to end a token for good, and to go on serving a WebSocket of the session', async () => {
    await using app = await nodeRed();
    const outcome = await audited('node-red.yaml', app);
    expect(outcome.verdict).toBe('fail');
    expect(idsOf(outcome, 'fail')).toEqual(['P15']);
    const held = ['P01', 'P02', 'P04', 'P07', 'P13', 'P17'];
    expect(idsOf(outcome, 'pass')).toEqual(expect.arrayContaining(held));
    expect(idsOf(outcome, 'inconclusive')).toEqual([]);
    expect(secretsIn(outcome)).toEqual([]);
  });

  it('does so by hand, as documented', async () => {
    await using app = await nodeRed();
    expect(await typed(commands, app)).toBe(output);
  });

  it('does so by hand on a WebSocket', async () => {
    await using app = await nodeRed();
    const tokens = await typed(`${functions} token; token`, app);
    const [ACCESS = '', OTHER = ''] = tokens.split('\n');
    const shell = async (line: string): Promise<string> => typed(functions + line, app, { ACCESS, OTHER });
    using socket = await Comms.open(app.base, ACCESS);
    expect(await shell('revoke "$ACCESS"; settings "$ACCESS"')).toBe('200\nUnauthorized 401\n');

    const told = socket.next('runtime-deploy');
    expect(await shell(DEPLOY)).toBe('204');
    expect(await told, 'P15').toContain('"deploy":true');
    const asked = socket.next('auth');
    socket.send({ auth: ACCESS });
    expect(await asked).toBe('{"auth":"fail"}');
  });

  it('needs no more than a few lines', () => {
    expect(planOf('node-red.yaml')).toBe(plan);
    expect(plan.split('\n').length - 1).toBeLessThanOrEqual(15);
  });
});

it('leaves neither a process nor a folder of an application behind', async () => {
  for (const start of [verdaccio, nodeRed]) {
    const app = await start();
    expect([stateOf(app.pid), existsSync(app.folder)]).toEqual(['running', true]);
    await app[Symbol.asyncDispose]();
    expect([stateOf(app.pid), existsSync(app.folder)]).toEqual(['gone', false]);
  }
});
