import { on, once } from 'node:events';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { at } from '../support/at.ts';
import type { HandStep } from '../support/plan.ts';
import type { Visitor } from '../support/visitor.ts';

/** A connection: what comes next on it, or undefined when it has ended. */
type Next = () => Promise<string | undefined>;

async function webSocket(visitor: Visitor, step: HandStep): Promise<Next> {
  const [url, { headers }] = visitor.request(step);
  const socket = new WebSocket(url.replace('http:', 'ws:'), { headers: Object.fromEntries(headers) });
  const messages = on(socket, 'message', { close: ['close'] });
  await once(socket, 'open');
  if (typeof step['hello'] === 'string') socket.send(step['hello']);
  return async () => {
    const { value, done } = await messages.next();
    return done ? undefined : String((value as unknown[])[0]);
  };
}

async function eventStream(visitor: Visitor, step: HandStep): Promise<Next> {
  const response = await fetch(...visitor.request(step));
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  return async () => (await reader?.read())?.value;
}

/** How many messages come after the logout; ten are more than can have been on the way. */
async function afterLogout(visitor: Visitor, step: HandStep): Promise<number> {
  const next = await ('sse' in step ? eventStream : webSocket)(visitor, step);
  expect(await next()).toMatch(/alice/);
  await visitor.logout();
  let count = 0;
  while (count < 10 && (await next()) !== undefined) count += 1;
  return count;
}

it.each(['ws-keeps-streaming', 'hono-sse-keeps-streaming'])(
  '%s goes on sending after the logout',
  async (name) => {
    await using site = await at(name);
    const visitor = await site.alice();
    const [step = {}] = visitor.plan.sockets ?? [];
    expect(await afterLogout(visitor, step)).toBe(10);
  },
);

it('node-closes-streams ends each connection with the logout', async () => {
  await using site = await at('node-closes-streams');
  const steps = site.stranger().plan.sockets ?? [];
  expect(steps.length).toBe(2);
  for (const step of steps) expect(await afterLogout(await site.alice(), step)).toBeLessThan(3);
});

it('express-cache-refilled accepts a session that was read during the logout', async () => {
  await using site = await at('express-cache-refilled');
  let revived = 0;
  for (let round = 0; round < 20; round += 1) {
    const visitor = await site.alice();
    const copy = visitor.copy();
    const reads = [copy.isAlive(), copy.isAlive()];
    await visitor.logout();
    await Promise.all(reads);
    if (await copy.isAlive()) revived += 1;
  }
  expect(revived).toBeGreaterThan(0);
});
