import type { Capture, Step } from '../plan.ts';
import type { Reply } from '../network/wire.ts';
import { isGood, valuesOf } from './answer.ts';
import type { Guess } from './draft.ts';
import { namesRefresh } from './names.ts';
import { withRoom } from './logout-variants.ts';
import { plainStep, withHeader } from './recorded.ts';
import type { SignedIn } from './sign-in.ts';
import { templated } from './templated.ts';
import { tokensOf } from './tokens.ts';
import { absolute, type Site, type Visitor } from './visitor.ts';
import { withWant } from './wants.ts';

export interface Refresh {
  readonly step: Step;
  readonly why: string;
}

/** Whether there is something that a refresh could take: a refresh token, or a cookie that is called so. */
export function mayRefresh({ refresh, person }: SignedIn): boolean {
  return refresh !== undefined || person.jar.all().some(({ name }) => namesRefresh(name));
}

/**
 * Finds the request that answers new tokens, among `guesses` in their order. Each success rotates, so `person` is not the one that
 * the next part goes on with. Undefined when there is none.
 */
export async function findRefresh(
  site: Site,
  signedIn: SignedIn,
  guesses: AsyncIterable<Guess> | Iterable<Guess>,
): Promise<Refresh | undefined> {
  const { person } = signedIn;
  const tried = new Set<string>();
  for await (const guess of guesses) {
    const key = `${guess.step.method} ${absolute(guess.step.url, site.base).href}`;
    if (guess.step.body === undefined && tried.has(key)) continue;
    tried.add(key);
    site.tell(`looking for the refresh: ${key.replace(site.base, '')}`);
    for (const step of dressed(variants(guess.step, signedIn), guess, signedIn)) {
      const before = [...person.jar.all()].map(({ value }) => value);
      const reply = await person.send(step);
      if ([0, 404, 405, 501].includes(reply.status)) break;
      if (!hasRenewed(reply, signedIn, person, before)) continue;
      const capture = otherPlaces(reply, signedIn);
      const why = `refresh: ${step.method} ${reply.request.url.pathname}, ${guess.why}: it answers new tokens`;
      return { step: capture.length > 0 ? { ...step, capture } : step, why };
    }
  }
  return undefined;
}

/** With what the login had to repeat, and without. */
function dressed(steps: readonly Step[], guess: Guess, { wants }: SignedIn): Step[] {
  const sure = wants.filter((want) => want.sure);
  if (sure.length === 0 || guess.exact === true) return [...steps];
  return [...steps.map((step) => sure.reduce(withWant, withRoom(step, sure))), ...steps];
}

/** The ways in which a refresh token is sent: under the name that the login gives it, under others, as a Bearer token, by its cookie. */
function variants(step: Step, { refresh, access }: SignedIn): Step[] {
  const held = { access: access !== undefined, refresh: refresh !== undefined };
  if (step.body !== undefined) return [templated(step, held)];
  const own = templated(step, held);
  if (!refresh)
    return [own, { ...own, headers: [...own.headers, ['content-type', 'application/json']], body: '{}' }];
  const names = new Set([refresh.called, 'refresh_token', 'refreshToken', 'refresh', 'token']);
  const isOauth = /\/(?:oauth2?|connect)\//.test(step.url);
  const form = 'grant_type=refresh_token&refresh_token={refresh}';
  const bodies = [...names].map((name) =>
    plainStep(step.method, step.url, 'application/json', JSON.stringify({ [name]: '{refresh}' })),
  );
  const asForm = plainStep(step.method, step.url, 'application/x-www-form-urlencoded', form);
  const [first, ...others] = bodies.map((one) => ({ ...one, headers: [...own.headers, ...one.headers] }));
  return [
    ...(isOauth ? [asForm] : []),
    ...(first ? [first] : []),
    ...(access && first ? [withHeader(first, 'Authorization', 'Bearer {access}')] : []),
    withHeader(own, 'Authorization', 'Bearer {refresh}'),
    ...others,
    ...(isOauth ? [] : [asForm]),
  ];
}

function hasRenewed(reply: Reply, signedIn: SignedIn, person: Visitor, before: readonly string[]): boolean {
  if (!isGood(reply)) return false;
  const { access, refresh } = tokensOf(reply);
  if (access ?? refresh) {
    for (const found of [access, refresh]) if (found) person.values.set(found.capture.name, found.value);
    return access !== undefined || signedIn.access === undefined;
  }
  const fresh = person.jar.all().some(({ value }) => !before.includes(value));
  return signedIn.access === undefined && fresh && valuesOf(reply, 'set-cookie').length > 0;
}

/** The captures of an answer that has its tokens elsewhere than the login's had them. */
function otherPlaces(reply: Reply, { captures }: SignedIn): Capture[] {
  const { access, refresh } = tokensOf(reply);
  const known = new Set(captures.map((one) => JSON.stringify(one)));
  return [access, refresh].flatMap((found) =>
    found && !known.has(JSON.stringify(found.capture)) ? [found.capture] : [],
  );
}
