import type { Step } from '../plan.ts';
import type { Guess } from './draft.ts';
import {
  namesPassword,
  namesRefresh,
  namesUser,
  saysEverywhere,
  saysLogin,
  saysLogout,
  sparesThis,
  saysMe,
  saysRefresh,
  saysRegister,
  saysSignIn,
} from './names.ts';
import type { Part } from './openapi-document.ts';
import { operationsOf, tokenHeaderOf, type Operation } from './openapi-operations.ts';
import { plainStep } from './recorded.ts';

/** The guesses that a document allows, each list with the likeliest first. `base` is where its paths start. */
export function guessesOf(
  document: Part,
  base: string,
): { readonly [K in 'login' | 'me' | 'refresh' | 'logout']: Guess[] } {
  const operations = operationsOf(document);
  const header = tokenHeaderOf(document);
  const ranked = (worth: (one: Operation) => number): Guess[] =>
    operations
      .map((one) => ({ one, much: worth(one) }))
      .filter(({ much }) => much > 0)
      .toSorted((a, b) => b.much - a.much)
      .slice(0, 10)
      .map(({ one }) => ({ step: stepOf(one, base, header), why: 'guessed from the OpenAPI document' }));
  return { login: ranked(asLogin), me: ranked(asMe), refresh: ranked(asRefresh), logout: ranked(asLogout) };
}

function stepOf(
  { method, path, type, fields, secured }: Operation,
  base: string,
  header: string | undefined,
): Step {
  const url = `${base}${path}`;
  const token = secured && header !== undefined ? ([[header, '{access}']] as const) : [];
  const sent = fields.flatMap((field): [string, unknown][] => {
    const value = valueOf(field);
    return value === undefined ? [] : [[field.name, value]];
  });
  if (method === 'GET' || sent.length === 0) return { ...plainStep(method, url), headers: token };
  const form = type?.includes('urlencoded') === true;
  const body = form
    ? sent
        .map(
          ([name, value]) =>
            `${encodeURIComponent(name)}=${/^\{\w+\}$/.test(String(value)) ? String(value) : encodeURIComponent(String(value))}`,
        )
        .join('&')
    : JSON.stringify(Object.fromEntries(sent));
  const step = plainStep(method, url, form ? type : 'application/json', body);
  return { ...step, headers: [...step.headers, ...token] };
}

function valueOf({ name, required, value, kind }: Operation['fields'][number]): unknown {
  if (namesPassword(name)) return '{password}';
  if (namesRefresh(name)) return '{refresh}';
  if (namesUser(name)) return '{user}';
  if (!required) return value !== undefined && /grant_?type/i.test(name) ? value : undefined;
  if (value !== undefined) return value;
  return kind === 'boolean'
    ? false
    : kind === 'integer' || kind === 'number'
      ? 0
      : /token/i.test(name)
        ? '{refresh}'
        : '';
}

function asLogin({ method, path, said, secured, fields }: Operation): number {
  if (method !== 'POST') return 0;
  const password = fields.some(({ name }) => namesPassword(name)) ? 10 : 0;
  const named = saysSignIn(path) ? 6 : saysSignIn(said) ? 4 : saysLogin(path) ? 3 : 0;
  const other =
    (saysRegister(path) || saysRegister(said) ? 12 : 0) + (saysRefresh(path) ? 8 : 0) + (secured ? 2 : 0);
  return password === 0 ? 0 : password + named - other - path.length / 1_000;
}

function asMe({ method, path, said, secured }: Operation): number {
  if (method !== 'GET' || saysLogout(path) || saysRefresh(path)) return 0;
  const last = path.split('/').findLast((part) => part !== '') ?? '';
  const named = /^(?:me|who-?am-?i|userinfo)$/i.test(last) ? 10 : saysMe(last) ? 6 : saysMe(said) ? 3 : 0;
  return named === 0 && !secured ? 0 : named + (secured ? 2 : 0) - path.length / 1_000;
}

function asLogout({ method, path, said }: Operation): number {
  const named = saysLogout(path)
    ? 10
    : saysLogout(said)
      ? 6
      : /\/sessions?(?:\/current)?$/.test(path) && method === 'DELETE'
        ? 5
        : 0;
  if (named === 0 || sparesThis(path)) return 0;
  return (
    named -
    (saysEverywhere(path) ? 5 : 0) -
    (method === 'POST' ? 0 : method === 'DELETE' ? 1 : 3) -
    path.length / 1_000
  );
}

function asRefresh({ method, path, said, fields }: Operation): number {
  if (method === 'GET') return 0;
  const named = saysRefresh(path) ? 10 : saysRefresh(said) ? 6 : 0;
  return named === 0
    ? 0
    : named + (fields.some(({ name }) => namesRefresh(name)) ? 3 : 0) - path.length / 1_000;
}
