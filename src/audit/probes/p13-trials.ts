import { isAwaited, untilPromised } from '../judging/budget.ts';
import type { Context } from '../context.ts';
import { garbageLike } from '../judging/garbage.ts';
import { expiresAt, readJwt } from '../tokens/jwt.ts';
import { urlOf, type Overrides } from '../people/outgoing.ts';
import type { Person } from '../people/person.ts';
import type { Shown } from '../probe.ts';
import { namesIn } from '../people/template.ts';
import { instant, type Reply } from '../network/wire.ts';

/** What the logout was asked, and whether the session that it was asked to end lived on. */
export interface Trial {
  readonly what: string;
  readonly reply: Reply;
  /** A live answer after the logout, to what the request had carried. */
  readonly lived?: Shown | undefined;
}

/** Tokens and cookies that were never given to anybody, with everything else as it should be, such as what proves no CSRF. */
export async function garbage(context: Context): Promise<Trial[]> {
  const person = await context.person();
  const isToken = (name: string): boolean => name === 'access' || name === 'refresh';
  const tokens = [...person.values].filter(([name]) => isToken(name));
  const proofs = new Set([...person.values].filter(([name]) => !isToken(name)).map(([, value]) => value));
  const cookies = person.jar.for(urlOf(context.plan, context.plan.logout.url));
  const reply = async (garbled: (value: string) => string): Promise<Reply> =>
    person.stolen().logout({
      values: Object.fromEntries(tokens.map(([name, value]) => [name, garbled(value)])),
      cookies: cookies.map(({ name, value }) => [name, proofs.has(value) ? value : garbled(value)]),
    });
  return [
    { what: 'garbage in the form of a token', reply: await reply(garbageLike) },
    // So short that it is no secret, and is not hidden as one.
    { what: 'garbage in no form at all', reply: await reply(() => 'abc') },
  ];
}

/** As it should be, and the same once more. What refreshes after it is not asked here. */
export async function usualAndRepeated(context: Context): Promise<Trial[]> {
  const person = await context.person();
  const before = person.stolen();
  const reply = await person.logout();
  const usual: Trial = { what: 'the usual request', reply, lived: await livesOn(context, before, reply) };
  return [usual, { what: 'the same request again', reply: await before.logout() }];
}

/** The access token with another `exp`, so that its signature is wrong too, beside a refresh token or cookies that are right. */
export async function changedExpiry(context: Context): Promise<Trial | undefined> {
  const person = await context.person();
  const access = person.access;
  const jwt = access === undefined ? undefined : readJwt(access);
  if (access === undefined || !jwt || !mentions(context, 'access')) return undefined;
  const claimsThen = Buffer.from(JSON.stringify({ ...jwt.claims, exp: 1_000_000_000 })).toString('base64url');
  const altered = [jwt.parts[0], claimsThen, jwt.parts[2]].join('.');
  context.secret('access', altered);
  return withAccess(context, person, 'an expired token that is not genuine', { values: { access: altered } });
}

/** Only where a token does not live longer than the plan's patience. */
export async function reallyExpired(context: Context): Promise<Trial | undefined> {
  if (!mentions(context, 'access')) return undefined;
  const person = await context.person();
  const end = expiresAt(person.access);
  if (end === undefined || end - instant() > context.plan.budget.patience) return undefined;
  await context.until(end + 1_000);
  return withAccess(context, person, 'an expired token', {});
}

/** What else the request carried names the session, so "done" means that it is done. */
async function withAccess(
  context: Context,
  person: Person,
  what: string,
  overrides: Overrides,
): Promise<Trial> {
  const before = person.stolen();
  const reply = await before.logout(overrides);
  const cookies = person.jar.all().map(({ name, value }) => [name, value] as const);
  if (!claims(reply)) return { what, reply };
  if (cookies.length > 0 && isAwaited(context, 'access')) {
    await untilPromised(context, 'access', reply);
    const seen = await context.me(before, { bare: true, cookies });
    const caption = 'The cookies it carried, after it';
    if (seen.state === 'alive') return { what, reply, lived: { caption, reply: seen.reply } };
  }
  const carried = mentions(context, 'refresh') || cookies.length > 0;
  return { what, reply, lived: carried ? await refreshes(context, before, reply) : undefined };
}

async function livesOn(context: Context, before: Person, logout: Reply): Promise<Shown | undefined> {
  if (!claims(logout) || !isAwaited(context, 'access')) return undefined;
  await untilPromised(context, 'access', logout);
  const seen = await context.me(before);
  return seen.state === 'alive' ? { caption: 'The same session, after it', reply: seen.reply } : undefined;
}

async function refreshes(context: Context, before: Person, logout: Reply): Promise<Shown | undefined> {
  if (!context.plan.refresh || !isAwaited(context, 'refresh')) return undefined;
  await untilPromised(context, 'refresh', logout);
  const { seen } = await context.refresh(before);
  return seen?.state === 'alive'
    ? { caption: 'What its refresh token gave, after it', reply: seen.reply }
    : undefined;
}

/** Whether the logout request carries what was captured under this name. */
function mentions({ plan: { logout } }: Context, name: string): boolean {
  return [logout.url, logout.body ?? '', ...logout.headers.map(([, value]) => value)].some((text) =>
    namesIn(text).includes(name),
  );
}

/** Whether an answer says that it was done. A redirect after a form does. */
function claims({ error, status }: Reply): boolean {
  return error === undefined && status < 400;
}
