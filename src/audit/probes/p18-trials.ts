import { brokenTokens, type BrokenToken } from '../tokens/broken-logout-tokens.ts';
import type { Context, Seen } from '../context.ts';
import { Inconclusive } from '../inconclusive.ts';
import type { Claims, LogoutTokens } from '../tokens/logout-token.ts';
import type { Person } from '../people/person.ts';
import type { Backchannel } from '../plan.ts';
import { fill, namesIn } from '../people/template.ts';
import type { Reply } from '../network/wire.ts';

/** A token that should not have ended a session, and what came of it. */
export interface Trial extends Omit<BrokenToken, 'make'> {
  readonly reply: Reply;
  readonly seen: Seen;
}

/** One session for all that end none: whoever is signed out is followed by somebody else. */
export async function tryBroken(context: Context, plan: Backchannel, tokens: LogoutTokens): Promise<Trial[]> {
  const trials: Trial[] = [];
  let person = await context.person();
  for (const { how, must, make } of brokenTokens(tokens, plan)) {
    const token = make(whoIs(plan, context, person));
    if (token === undefined) continue;
    const reply = await deliver(plan, person, token);
    const seen = await context.me(person.stolen());
    trials.push({ how, must, reply, seen });
    if (seen.state !== 'alive') {
      person.left = seen.state === 'dead';
      person = await context.person();
    }
  }
  return trials;
}

/** A token that names the user ends every session; the same one once more must not end the next, if its `jti` is remembered. */
export async function tryReplay(context: Context, plan: Backchannel, tokens: LogoutTokens): Promise<Trial[]> {
  const person = await context.person();
  const { sub } = whoIs(plan, context, person) as { sub?: string };
  if (sub === undefined) return [];
  const token = tokens.sign(tokens.claims({ sub }));
  await deliver(plan, person, token);
  if ((await context.me(person.stolen())).state !== 'dead') return [];
  person.left = true;
  const next = await context.person();
  const reply = await deliver(plan, next, token);
  const seen = await context.me(next.stolen());
  next.left = seen.state === 'dead';
  return [{ how: 'that was used before (the same jti)', must: false, reply, seen }];
}

/** No cookies and no other credentials: it comes from the provider, not from the person. */
export async function deliver({ url }: Backchannel, person: Person, token: string): Promise<Reply> {
  const headers = [['Content-Type', 'application/x-www-form-urlencoded'] as const];
  const body = new URLSearchParams({ logout_token: token }).toString();
  return person.stolen().send({ method: 'POST', url, headers, body }, { bare: true });
}

/** The `sub` and `sid` of a person, as the plan names them. Throws `Inconclusive` when they were not captured. */
export function whoIs(plan: Backchannel, context: Context, person: Person): Claims {
  const value = (name: string | undefined): string | undefined => {
    if (name === undefined) return undefined;
    const of = (each: string): string | undefined => person.values.get(each) ?? context.plan.variables[each];
    const filled = of(name) ?? fill(name, of);
    const [missing] = namesIn(filled);
    if (missing === undefined) return filled;
    throw new Inconclusive(`Nothing was captured for {${missing}}, which "backchannel" needs`);
  };
  const [sub, sid] = [value(plan.subject), value(plan.session)];
  return { ...(sub !== undefined && { sub }), ...(sid !== undefined && { sid }) };
}
