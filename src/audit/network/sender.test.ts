import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { rig } from '../../../test/audit/support/rig.ts';
import { CapReached } from './gate.ts';

it('remembers every credential that goes out or comes in, also one that nobody captured', async () => {
  await using one = await rig((request, response) =>
    response
      .writeHead(200, { 'Set-Cookie': 'sid=given-cookie' })
      .end(`You sent ${request.headers.authorization}`),
  );
  const sent = one.ask('/?token=one-in-the-url', { headers: [['Authorization', 'Bearer changed-token']] });
  const replies = [await one.sender.send(sent), ...(await one.sender.volley([{ outgoing: sent }]))];
  for (const { text } of replies) {
    const shown = one.secrets.conceal(`${text} given-cookie one-in-the-url`);
    expect(shown).toBe('You sent Bearer <credential #1> <cookie sid #1> <token #1>');
  }
});

describe('a volley', () => {
  it('leaves when every connection is open, and in its order', async () => {
    const events: string[] = [];
    const connecting = (message: unknown): void => {
      (message as { socket: Socket }).socket.once('connect', () => events.push('open'));
    };
    await using one = await rig((request, response) => {
      events.push(request.url ?? '');
      response.end();
    });
    subscribe('net.client.socket', connecting);
    const replies = await one.sender.volley(['/1', '/2', '/3'].map((path) => ({ outgoing: one.ask(path) })));
    unsubscribe('net.client.socket', connecting);
    expect(events).toEqual(['open', 'open', 'open', '/1', '/2', '/3']);
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('lets one of them leave later', async () => {
    const events: string[] = [];
    await using one = await rig((request, response) => {
      events.push(request.url ?? '');
      response.end();
    });
    await one.sender.volley([{ outgoing: one.ask('/late'), after: 30 }, { outgoing: one.ask('/now') }]);
    expect(events).toEqual(['/now', '/late']);
  });

  it('opens no connection when it goes beyond the cap', async () => {
    await using one = await rig((_request, response) => response.end());
    let connections = 0;
    one.server.on('connection', () => (connections += 1));
    const shots = Array.from({ length: 21 }, () => ({ outgoing: one.ask('/') }));
    await expect(one.sender.volley(shots)).rejects.toThrow(CapReached);
    expect(connections).toBe(0);
  });
});

describe('an answer that says "later"', () => {
  it.each([429, 503])('is waited for as long as it says (%i)', async (status) => {
    let times = 0;
    await using one = await rig((_request, response) => {
      times += 1;
      if (times === 1) response.writeHead(status, { 'Retry-After': '1' }).end();
      else response.end('done');
    });
    const start = performance.now();
    expect(await one.sender.send(one.ask('/'))).toMatchObject({ status: 200, text: 'done' });
    expect(performance.now() - start).toBeGreaterThan(990);
  });

  it('is the answer when it asks for too much', async () => {
    await using one = await rig((_request, response) =>
      response.writeHead(429, { 'Retry-After': '3600' }).end(),
    );
    expect(await one.sender.send(one.ask('/'))).toMatchObject({ status: 429 });
    expect(one.gate.made).toBe(1);
  });

  it('is not there when a 503 says nothing of it', async () => {
    await using one = await rig((_request, response) => response.writeHead(503).end());
    expect(await one.sender.send(one.ask('/'))).toMatchObject({ status: 503 });
    expect(one.gate.made).toBe(1);
  });
});

describe('an abort', () => {
  it('rejects with its reason, except for what puts things back', async () => {
    const stop = new AbortController();
    await using one = await rig((request, response) => {
      if (request.url !== '/hang') response.end();
    }, stop.signal);
    const hanging = one.sender.send(one.ask('/hang'));
    const sleeping = one.sender.sleep(60_000);
    one.server.once('request', () => stop.abort(new Error('stopped')));
    await expect(hanging).rejects.toThrow('stopped');
    await expect(sleeping).rejects.toThrow('stopped');
    await expect(one.sender.send(one.ask('/'))).rejects.toThrow('stopped');
    expect(await one.sender.send(one.ask('/'), true)).toMatchObject({ status: 200 });
  });
});
