import type { Context } from '../context.ts';
import { Inconclusive } from '../inconclusive.ts';
import { urlOf } from './outgoing.ts';
import type { Person } from './person.ts';
import { namesIn } from './template.ts';

/** What a refresh is asked with that is new after every refresh: two people with the same of it are one. */
export type RefreshKey = (person: Person) => string;

/**
 * Finds what a refresh spends. Undefined when it spends nothing: the token stays the same, and whoever has it refreshes again and
 * again. Throws `Inconclusive` when a refresh gives nothing that is alive.
 */
export async function refreshKeyOf(context: Context): Promise<RefreshKey | undefined> {
  const { refresh } = context.plan;
  if (!refresh) return undefined;
  const [old, next] = await refreshedOnce(context);
  const texts = [refresh.url, refresh.body ?? '', ...refresh.headers.map(([, value]) => value)];
  if (texts.some((text) => namesIn(text).includes('refresh'))) {
    return old.refreshToken === next.refreshToken ? undefined : (person) => person.refreshToken ?? '';
  }
  const needed: string[] = [];
  for (const name of newCookies(context, old, next)) {
    if (await isNeeded(context, name)) needed.push(name);
  }
  if (needed.length === 0) return undefined;
  return (person) => JSON.stringify(needed.map((name) => [name, cookieOf(context, person, name)]));
}

async function refreshedOnce(context: Context): Promise<[old: Person, next: Person]> {
  const person = await context.person();
  const old = person.stolen();
  const { reply, successor, seen } = await context.refresh(person);
  if (!successor || seen?.state !== 'alive') {
    throw new Inconclusive(
      `Before any logout the refresh was answered ${reply.error ?? reply.status}, and gave nothing new that opens "me"`,
    );
  }
  person.accept(reply, context.plan.refresh?.capture);
  return [old, successor];
}

/** Those of the request for a refresh that are other ones after it. */
function newCookies(context: Context, old: Person, next: Person): string[] {
  const before = new Set(sent(context, old).map(({ value }) => value));
  return sent(context, next)
    .filter(({ value }) => !before.has(value))
    .map(({ name }) => name);
}

/** Whether nothing is given without it. Each is tried on somebody else: a try may spend what is tried. */
async function isNeeded(context: Context, name: string): Promise<boolean> {
  const [, next] = await refreshedOnce(context);
  const others = sent(context, next).filter((cookie) => cookie.name !== name);
  const cookies = others.map((cookie) => [cookie.name, cookie.value] as const);
  return (await context.refresh(next, { cookies })).seen?.state !== 'alive';
}

function cookieOf(context: Context, person: Person, name: string): string {
  return sent(context, person).find((cookie) => cookie.name === name)?.value ?? '';
}

function sent({ plan }: Context, person: Person): { readonly name: string; readonly value: string }[] {
  return person.jar.for(urlOf(plan, plan.refresh?.url ?? ''));
}
