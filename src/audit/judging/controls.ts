import { findCanary, holds } from './canary.ts';
import { header } from '../network/content.ts';
import { CapReached } from '../network/gate.ts';
import { garbageLike } from './garbage.ts';
import { Inconclusive } from '../inconclusive.ts';
import { Jar } from '../cookies/jar.ts';
import { Judge, type Controls } from './judge.ts';
import { login } from '../people/login.ts';
import { Person, type World } from '../people/person.ts';
import { SetupError } from '../setup-error.ts';
import type { Reply } from '../network/wire.ts';

/**
 * Takes the three controls, each twice, and makes the judge of them. Throws `SetupError` when nobody could be judged by them: the
 * login does not open `me`, or `me` looks the same to everybody; `CapReached` when there are not even so many requests.
 */
export async function takeControls(world: World): Promise<Judge> {
  try {
    const person = await login(world, 'person 0');
    const first = await asked(world, person.me());
    // What is personal stays the same from login to login; the id of a session does not.
    const again = world.plan.canary === undefined ? await relogin(world, person) : person;
    const garbled = garbledLike(world, again);
    const nobody = new Person(world, 'nobody', new Jar());
    const bare = async (): Promise<Reply> => asked(world, nobody.me({ bare: true }));
    const controls: Controls = {
      authenticated: [first, await asked(world, again.me())],
      anonymous: [await bare(), await bare()],
      garbage: [await garbled(), await garbled()],
    };
    const judge = judgeBy(controls, world);
    await again.logout();
    return judge;
  } catch (error) {
    if (error instanceof CapReached || !(error instanceof Inconclusive)) throw error;
    throw new SetupError(
      `${world.secrets.conceal(error.message)}. There is nothing to audit before this works.`,
    );
  }
}

async function relogin(world: World, person: Person): Promise<Person> {
  await person.logout();
  return login(world, 'person 0');
}

/** An answer that can be a control. */
async function asked(world: World, asking: Promise<Reply>): Promise<Reply> {
  const reply = await asking;
  if (reply.error === undefined && reply.status !== 429) return reply;
  const what =
    reply.error === undefined ? 'was answered 429: the application limits requests' : 'got no answer';
  const todo = reply.error ?? 'Try again later, or lift the limit for the audit';
  throw new SetupError(`"me" (${where(world)}) ${what}. ${world.secrets.conceal(todo)}.`);
}

function where({ plan, secrets }: World): string {
  return `${plan.me.method} ${secrets.conceal(plan.me.url)}`;
}

/** Asks with the same request, in which every credential is garbage. */
function garbledLike(world: World, person: Person): () => Promise<Reply> {
  const cookies = person.jar.all();
  return async () => {
    const jar = new Jar(cookies.map((cookie) => ({ ...cookie, value: garbageLike(cookie.value) })));
    const values = new Map([...person.values].map(([name, value]) => [name, garbageLike(value)]));
    return asked(world, new Person(world, 'garbage', jar, values, false).me());
  };
}

function judgeBy(controls: Controls, world: World): Judge {
  const { plan, secrets } = world;
  const [own] = controls.authenticated;
  const me = `"me" (${where(world)})`;
  const canary = plan.canary ?? findCanary(controls, plan.variables);
  if (canary === undefined || canary === '') {
    throw new SetupError(
      `${me} was answered ${said(own)} after the login, and holds nothing of the person that an anonymous request is not shown too. ` +
        'Name another URL for "me" that only this person may read, or a canary: a user id or e-mail address in its answer.',
    );
  }
  secrets.addCanary(canary);
  if (!controls.authenticated.every((reply) => holds(reply, canary))) {
    throw new SetupError(
      `${me} was answered ${said(own)} after the login, and the answer does not hold the canary. Did the login work, and is it the right URL?`,
    );
  }
  if (controls.anonymous.some((reply) => holds(reply, canary))) {
    throw new SetupError(
      `${me} shows the canary to an anonymous request too. Name another URL that only this person may read, or another canary.`,
    );
  }
  if (controls.garbage.some((reply) => holds(reply, canary))) {
    throw new SetupError(
      `${me} shows the canary to a garbage token too: either credentials are not checked there, which is worse than any logout, or something else in the request signs in.`,
    );
  }
  const judge = new Judge(controls, canary);
  if (controls.authenticated.some((reply) => judge.state(reply) !== 'alive')) {
    throw new SetupError(
      `The answers to ${me} cannot be told apart from those to an anonymous request. Name another URL.`,
    );
  }
  return judge;
}

function said(reply: Reply): string {
  const to = header(reply.headers, 'location');
  const path = URL.parse(to ?? '', reply.request.url.href)?.pathname;
  return to === undefined || path === undefined ? String(reply.status) : `${reply.status} (to ${path})`;
}
