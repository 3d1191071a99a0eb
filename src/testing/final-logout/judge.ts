import { findCanary } from '../../audit/judging/canary.ts';
import { Judge, type Controls } from '../../audit/judging/judge.ts';
import { changing, likeness, viewOf } from '../../audit/judging/likeness.ts';
import type { State } from '../../audit/outcome.ts';
import type { Reply } from '../../audit/network/wire.ts';
import { bare, garbled } from './credentials.ts';
import { send, type AppFetch, type Prepared } from './request.ts';

/** Says what an answer to `me` shows of who asked. */
export type Judged = (request: Prepared) => Promise<{ readonly state: State; readonly status: number }>;

/**
 * Learns how `me` answers the one who is signed in, a stranger, and a credential that nobody was given; throws when these are the
 * same. The status alone decides nothing: some applications answer 200 to everybody.
 */
export async function judgeOf(fetch: AppFetch, me: Prepared): Promise<Judged> {
  const ask = (request: Prepared): Promise<Reply> => replyTo(fetch, request);
  const twice = async (request: Prepared): Promise<readonly [Reply, Reply]> => [
    await ask(request),
    await ask(request),
  ];
  const controls: Controls = {
    authenticated: await twice(me),
    anonymous: await twice(bare(me)),
    garbage: await twice(garbled(me)),
  };
  const [own] = controls.authenticated;
  if (own.status >= 400) throw new Error(`${me.url} was answered ${own.status} before the logout`);
  const canary = findCanary(controls, {});
  // Without one, the whole answer has to be the same, but for what differs between any two.
  const judge = new Judge(controls, canary ?? NOWHERE);
  const same = sameAs(own, controls.authenticated);
  const stateOf = (reply: Reply): State =>
    canary === undefined && same(reply) ? 'alive' : judge.state(reply);
  if ([controls.anonymous[0], controls.garbage[0]].some((reply) => stateOf(reply) === 'alive')) {
    throw new Error(
      `${me.url} answers a stranger as it answers who is signed in: ask for something personal`,
    );
  }
  return async (request) => {
    const reply = await ask(request);
    return { state: stateOf(reply), status: reply.status };
  };
}

/** In no answer. */
const NOWHERE = '\u0000';

function sameAs(own: Reply, twice: readonly [Reply, Reply]): (reply: Reply) => boolean {
  const ignored = changing(viewOf(twice[0]), viewOf(twice[1]));
  return (reply) => reply.status === own.status && likeness(viewOf(reply), viewOf(own), ignored) === 1;
}

async function replyTo(fetch: AppFetch, request: Prepared): Promise<Reply> {
  const { method, headers, body } = request;
  const response = await send(fetch, request);
  return {
    request: { method, url: new URL(request.url, 'http://under.test'), headers, body },
    at: 0,
    took: 0,
    status: response.status,
    headers: [...response.headers],
    text: await response.text(),
    error: undefined,
  };
}
