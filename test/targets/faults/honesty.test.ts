import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { findProgram } from '../../../tools/programs.mjs';
import { at } from '../support/at.ts';

const java = findProgram({ names: ['javac'] });

it.skipIf(java === undefined)(
  `java-error-on-garbage${java ? '' : ' CANNOT RUN: no javac here; Debian has it in default-jdk-headless'}` +
    ' answers 500 to a token that is none',
  async () => {
    await using site = await at('java-error-on-garbage');
    const visitor = await site.alice();
    const [id, secret = ''] = visitor.values['access']?.split(':') ?? [];
    for (const [token, status] of [
      ['garbage', 500],
      [String(id), 500],
      [`${id}:wrong`, 401],
      [`1:${secret}`, 401],
    ] as const) {
      visitor.values['access'] = token;
      expect((await visitor.send(visitor.plan.me)).status, token.slice(0, 4)).toBe(status);
    }
  },
);

it('koa-logout-always-ok says that it has signed out, while the cookie goes on opening', async () => {
  await using site = await at('koa-logout-always-ok');
  const visitor = await site.alice();
  const browser = visitor.copy();
  browser.values['access'] = `${visitor.values['access']?.slice(0, -8)}AAAAAAAA`;
  const answer = await browser.logout();
  expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('Logged out') });
  expect(await browser.isAlive()).toBe(true);
  expect(await visitor.isAlive()).toBe(true);
});

/** What `me` answers to a token that was revoked: before, during and after an outage. */
async function aroundOutage(name: string): Promise<{ dead: number[]; fresh: number[]; logout: number }> {
  await using site = await at(name);
  const visitor = await site.alice();
  const living = await site.alice();
  await visitor.logout();
  const { stop, start } = visitor.plan.outage ?? { stop: 'false', start: 'false' };
  const shell = (command: string): unknown => execFileSync('/bin/sh', ['-c', command]);
  const [dead, fresh]: [number[], number[]] = [[], []];
  const ask = async (): Promise<void> => {
    dead.push((await visitor.send(visitor.plan.me)).status);
    fresh.push((await living.send(living.plan.me)).status);
  };
  await ask();
  shell(stop);
  let logout: number;
  try {
    await ask();
    logout = (await living.logout()).status;
  } finally {
    shell(start);
  }
  await expect.poll(async () => (await visitor.send(visitor.plan.me)).status).toBe(dead[0]);
  await ask();
  return { dead, fresh, logout };
}

it('fastify-denylist-fails-open accepts a dead token while its store is away', async () => {
  const seen = await aroundOutage('fastify-denylist-fails-open');
  expect(seen.dead).toEqual([401, 200, 401]);
  expect(seen.fresh.slice(0, 2)).toEqual([200, 200]);
  expect(seen.logout).toBe(503);
});

it('express-session-files answers 503 while its store is away', async () => {
  const seen = await aroundOutage('express-session-files');
  expect(seen).toEqual({ dead: [401, 503, 401], fresh: [200, 503, 200], logout: 503 });
});
