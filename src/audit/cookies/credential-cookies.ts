import { headersNamed, type Pairs } from '../network/content.ts';
import type { Context } from '../context.ts';
import { Jar } from './jar.ts';
import type { Person } from '../people/person.ts';
import { decoded } from '../texts/decoded.ts';

/** A cookie that signs somebody in, as it was set. */
export interface CredentialCookie {
  readonly name: string;
  /** "opens GET /me", "refreshes" */
  readonly does: string;
  /** Whether it does so without any other cookie. */
  readonly alone: boolean;
  /** Names in lower case. */
  readonly attributes: ReadonlyMap<string, string>;
  /** How it was set, without its name and value: "Path=/; HttpOnly". */
  readonly setAs: string;
  /** Where it came from. */
  readonly url: URL;
}

type SetCookie = Pick<CredentialCookie, 'name' | 'attributes' | 'setAs' | 'url'> & { readonly value: string };

/** A browser that remembers every `Set-Cookie` as it came, those too that it must throw away. */
class ListeningJar extends Jar {
  readonly heard: SetCookie[] = [];

  override store(headers: Pairs, url: URL, now: number = Date.now()): void {
    super.store(headers, url, now);
    for (const text of headersNamed(headers, 'set-cookie')) this.heard.push({ ...read(text), url });
  }
}

/**
 * Finds the cookies that open `me` or refresh, each by itself; where only several together do, those. A cookie whose value has to be
 * repeated in a header or a form, against CSRF, is none of them.
 */
export async function credentialCookies(context: Context): Promise<CredentialCookie[]> {
  const jar = new ListeningJar();
  const person = await context.person(jar);
  const set = lastOf(jar.heard).filter(({ value }) => value !== '');
  const { me, refresh } = context.plan;
  const opens = `opens ${me.method} ${me.url}`;
  const before = person.stolen();
  const found: CredentialCookie[] = [];
  for (const one of set) {
    const cookies = [[one.name, one.value]] as const;
    const { state } = await context.me(before, { bare: true, cookies });
    if (state === 'alive') found.push({ ...one, does: opens, alone: true });
  }
  if (found.length === 0) found.push(...(await together(context, before, set, opens)));
  if (!refresh) return found;
  for (const one of set.filter(({ name }) => !found.some((other) => other.name === name))) {
    if (await refreshes(context, one.name)) found.push({ ...one, does: 'refreshes', alone: true });
  }
  return found;
}

/** Those of a set without which it opens nothing. */
async function together(
  context: Context,
  before: Person,
  set: readonly SetCookie[],
  opens: string,
): Promise<CredentialCookie[]> {
  const all = set.map(({ name, value }) => [name, value] as const);
  if (set.length < 2 || (await context.me(before, { bare: true, cookies: all })).state !== 'alive') return [];
  const needed: SetCookie[] = [];
  for (const one of set) {
    const cookies = all.filter(([name]) => name !== one.name);
    if ((await context.me(before, { bare: true, cookies })).state !== 'alive') needed.push(one);
  }
  // Whoever reads all of them needs no more; while one of them cannot be read, the others open nothing.
  const readable = needed.every(({ attributes }) => !attributes.has('httponly'));
  return needed.map((one) => ({ ...one, does: opens, alone: readable }));
}

/** Tried with somebody else each time, since a refresh token works once. What is repeated against CSRF goes along. */
async function refreshes(context: Context, name: string): Promise<boolean> {
  const person = await context.person();
  const repeated = new Set(
    [...person.values].filter(([what]) => !/^(access|refresh)$/.test(what)).map(([, value]) => value),
  );
  const cookies = person.jar.all().map((cookie) => [cookie.name, cookie.value] as const);
  if (cookies.some(([each, value]) => each === name && repeated.has(decoded(value)))) return false;
  const sent = cookies.filter(([each, value]) => each === name || repeated.has(decoded(value)));
  const { seen } = await context.refresh(person, { cookies: sent, values: { access: '', refresh: '' } });
  return seen?.state === 'alive';
}

function read(text: string): Omit<SetCookie, 'url'> {
  const [pair = '', ...rest] = text.split(';');
  const [name, value] = split(pair);
  const attributes = new Map(rest.map(split).map(([one, given]) => [one.toLowerCase(), given]));
  return { name, value, attributes, setAs: rest.map((one) => one.trim()).join('; ') };
}

function split(text: string): [name: string, value: string] {
  const at = text.indexOf('=');
  return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

/** A cookie that is set again is as it was set last. */
function lastOf(all: readonly SetCookie[]): SetCookie[] {
  return all.filter(({ name }, at) => !all.slice(at + 1).some((later) => later.name === name));
}
