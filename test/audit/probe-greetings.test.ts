import { expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { sockets } from '../../src/audit/probes/p15-sockets.ts';
import { runProbe } from './support/probe-run.ts';
import { probeSite } from './support/probe-site.ts';

const SIGN_IN = '{"auth":"{access}"}';
const SUBSCRIBE = '{"subscribe":"quotes"}';
/** How long the site takes to look somebody up, ms. */
const SLOW = 100;

/**
 * A site that lets anybody connect, wants to hear first who it is, and hangs up on whoever says something else before it has looked
 * that up. Nothing ends an open connection but a sign-in that fails.
 */
async function siteWithSignIn(hello: readonly string[]) {
  const socket = { kind: 'websocket', url: '/live', headers: [], hello } as const;
  const capture = [{ name: 'access', from: { kind: 'json', path: '$.token' } }] as const;
  const site = await probeSite({ plan: { sockets: [socket], capture } });
  const { server, sessions } = site.state;
  const wss = new WebSocketServer({ server });
  wss.on('connection', (line) => {
    let known = false;
    const lookUp = (token: string): void => {
      known = sessions.has(token);
      line.send(JSON.stringify({ session: known ? 'open' : 'over' }));
      if (!known) line.close();
    };
    line.on('message', (data: Buffer) => {
      const { auth } = JSON.parse(data.toString()) as { auth?: string };
      if (auth !== undefined) setTimeout(() => lookUp(auth), SLOW);
      else if (known) line.send('{"type":"quote","price":17}');
      else line.close();
    });
  });
  return site;
}

it.concurrent('says one thing after another, and asks again what is nobody’s secret', async () => {
  await using site = await siteWithSignIn([SIGN_IN, SUBSCRIBE]);
  const { result } = await runProbe(sockets, site.plan);
  expect(result).toMatchObject({ verdict: 'fail' });
  expect(result.exchanges.at(-1)?.exchange.response?.body).toBe('{"type":"quote","price":17}');
});

it.concurrent('does not sign in again, and so does not close what nobody else closes', async () => {
  await using site = await siteWithSignIn([SIGN_IN]);
  const { result } = await runProbe(sockets, site.plan);
  expect(result).toMatchObject({ verdict: 'inconclusive' });
  expect(result.evidence).toMatch(/was still open and answers .* and sent nothing more/);
});
