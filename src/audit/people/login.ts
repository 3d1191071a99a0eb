import { header } from '../network/content.ts';
import { Inconclusive } from '../inconclusive.ts';
import { Jar } from '../cookies/jar.ts';
import { Person, type World } from './person.ts';
import type { LoginScript, Step } from '../plan.ts';
import type { Reply } from '../network/wire.ts';

/** So many redirects are followed to where a capture may be. */
const MOST_REDIRECTS = 5;

/**
 * Signs a new person in, with a cookie jar that is empty or was used before. Throws `Inconclusive` when the application answers a step with an error:
 * many lock an account, or slow down, after so many logins, and nothing can be said then.
 */
export async function login(world: World, name: string, jar: Jar = new Jar()): Promise<Person> {
  const person = new Person(world, name, jar);
  const { login: steps, capture } = world.plan;
  if (typeof steps === 'function') {
    await byScript(world, person, steps);
    return person;
  }
  for (const [index, step] of steps.entries()) {
    const wanted = [...(step.capture ?? []), ...(index === steps.length - 1 ? capture : [])].map(
      (one) => one.name,
    );
    let reply = await person.send(step);
    demand(reply, `${step.method} ${step.url}`);
    for (let times = 0; times < MOST_REDIRECTS && wanted.some((one) => !person.values.has(one)); times += 1) {
      const next = redirected(reply);
      if (next === undefined) break;
      reply = await person.send({ method: 'GET', url: next, headers: [], capture: step.capture });
    }
  }
  return person;
}

/** Where an answer leads, on the same origin: no other host learns of a login. */
function redirected(reply: Reply): string | undefined {
  const target = header(reply.headers, 'location');
  if (reply.status < 300 || reply.status > 399 || target === undefined) return undefined;
  const url = URL.parse(target, reply.request.url.href);
  return url?.origin === reply.request.url.origin ? url.href : undefined;
}

/** An answer that says why nobody is signed in by it. */
function demand({ status, error }: Reply, what: string): void {
  if (error !== undefined) throw new Inconclusive(`The login (${what}) got no answer: ${error}`);
  if (status === 429) throw new Inconclusive(`The login (${what}) was answered 429: too many logins`);
  if (status >= 400) throw new Inconclusive(`The login (${what}) was answered ${status}`);
}

/** What a script answers goes before what the plan finds in the answers to what it sent. */
async function byScript(world: World, person: Person, script: LoginScript): Promise<void> {
  const send = async (step: Partial<Step> & { readonly url: string }): Promise<Response> => {
    const whole: Step = { method: step.body === undefined ? 'GET' : 'POST', headers: [], ...step };
    const reply = await person.send(whole);
    if (reply.error !== undefined)
      throw new Inconclusive(`The login (${whole.method} ${whole.url}) got no answer: ${reply.error}`);
    return response(reply);
  };
  const captured = await script({ send, variables: world.plan.variables });
  for (const [name, value] of Object.entries(captured)) {
    person.values.set(name, value);
    world.secrets.addNamed(name, value);
  }
}

/** As `fetch` would answer it; the body is unpacked already. */
function response({ status, headers, text }: Reply): Response {
  const empty = [204, 205, 304].includes(status);
  const kept = headers.filter(
    ([name]) => !/^(content-encoding|content-length|transfer-encoding)$/i.test(name),
  );
  return new Response(empty ? null : text, {
    status,
    headers: kept.map(([name, value]): [string, string] => [name, value]),
  });
}
