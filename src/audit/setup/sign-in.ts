import type { Capture, Step } from '../plan.ts';
import { SetupError } from '../setup-error.ts';
import type { Reply } from '../network/wire.ts';
import { redirectOf } from './answer.ts';
import { waysTo, type Way } from './csrf.ts';
import type { Draft } from './draft.ts';
import { headerOf } from './fields.ts';
import { endpointsOf, pagesOf } from './places.ts';
import { essential, plainStep, type Recorded } from './recorded.ts';
import { withoutOldToken } from './templated.ts';
import { tokensOf, type Found } from './tokens.ts';
import { Visitor, type Site } from './visitor.ts';
import { wantsOf, withWant, type Want } from './wants.ts';

/** A login that was answered as if it had worked. */
export interface SignedIn {
  readonly person: Visitor;
  /** All its requests. */
  readonly steps: readonly Step[];
  readonly reply: Reply;
  readonly access: Found | undefined;
  readonly refresh: Found | undefined;
  readonly captures: readonly Capture[];
  /** What the login had to repeat, and the requests that told it. */
  readonly wants: readonly Want[];
  readonly before: readonly Step[];
}

/**
 * Signs in, in every way that may work, and answers each that was not refused: whoever asks for the next one has found that the
 * last did not open anything. Throws `SetupError` when all are refused.
 */
export async function* signIns(site: Site, draft: Draft): AsyncGenerator<SignedIn> {
  const login = draft.login.at(-1);
  if (!login) throw new SetupError('there is no login in what was given; give it by --login-curl');
  const first = draft.login.slice(0, -1).map(({ step }) => withoutOldToken(essential(step)));
  const bare = essential(login.step);
  const steps = [withoutOldToken(bare), ...(headerOf(bare, 'authorization') ? [bare] : [])];
  let refused: Reply | undefined;
  let worked = false;
  for (const way of await waysOf(site, login, draft)) {
    for (const step of new Set(steps)) {
      const all = [...way.before, ...first, way.wants.reduce(withWant, step)];
      site.tell(`trying to sign in: ${step.method} ${new URL(step.url, site.base).pathname}`);
      const signedIn = await attempt(site, all, draft, way);
      if ('access' in signedIn) {
        worked = true;
        yield signedIn;
      } else if (!refused || refused.status === 0) refused = signedIn;
    }
  }
  if (!worked && refused) throw refusal(refused);
}

/** Signs in once more, in a way that has worked. */
export async function signInAgain(
  site: Site,
  steps: readonly Step[],
  captures: readonly Capture[],
): Promise<Visitor> {
  const person = new Visitor(site);
  for (const step of steps) await person.send(step, captures);
  return person;
}

async function waysOf(site: Site, login: Recorded, draft: Draft): Promise<Way[]> {
  const wants = wantsOf({ ...login, step: essential(login.step) });
  const pages = pagesOf(login, draft.pages, site.base);
  const endpoints = endpointsOf(login, site.base);
  if (wants.length > 0) site.tell('looking for where its CSRF token comes from');
  const ways = await waysTo(wants, new Visitor(site), pages, endpoints);
  const as = { before: [], wants: [] };
  // Some want a session to be there before anybody signs in.
  const page = { before: pages.slice(0, 1).map((url) => plainStep('GET', url)), wants: [] };
  return [...ways, as, page];
}

async function attempt(
  site: Site,
  steps: readonly Step[],
  draft: Draft,
  way: Way,
): Promise<SignedIn | Reply> {
  const person = new Visitor(site);
  let reply: Reply | undefined;
  for (const step of steps) {
    reply = await person.send(step);
    if (reply.status === 0 || reply.status >= 400) return reply;
  }
  if (!reply) throw new SetupError('the login has no request');
  if (isRefused(reply, person)) return reply;
  const { access, refresh } = tokensOf(reply);
  const captures = [access, refresh].flatMap((found) => found?.capture ?? []);
  const other = draft.capture.filter(({ name }) => !captures.some((one) => one.name === name));
  for (const found of [access, refresh]) if (found) person.values.set(found.capture.name, found.value);
  person.take(reply, other);
  return { person, steps, reply, access, refresh, captures: [...captures, ...other], ...way };
}

function isRefused(reply: Reply, person: Visitor): boolean {
  const to = redirectOf(reply);
  if (to !== undefined && /[?&#](?:error|failed|failure)\b/i.test(to)) return true;
  return person.jar.all().length === 0 && tokensOf(reply).access === undefined;
}

function refusal(reply: Reply): SetupError {
  if (reply.status === 0) return unreachable(reply);
  const what = `${reply.request.method} ${reply.request.url.pathname}`;
  if (reply.status < 400)
    return new SetupError(
      `the login ${what} answered ${reply.status}, and signed nobody in: are the user name and the password right, and is it the login?`,
    );
  return new SetupError(
    `the login ${what} answered ${reply.status}: are the user name and the password right? If it needs more than one request, use a YAML file or --script`,
  );
}

function unreachable({ request, error }: Reply): SetupError {
  return new SetupError(
    `no answer from ${request.url.origin}: ${error ?? 'it closed the connection'}; is it running?`,
  );
}
