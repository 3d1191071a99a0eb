import type { Step } from '../plan.ts';
import { fieldsOf, headerOf, kindOf, withFields } from './fields.ts';
import type { Guess } from './draft.ts';
import { namesPassword, namesUser } from './names.ts';
import { plainStep, withHeader } from './recorded.ts';
import type { SignedIn } from './sign-in.ts';

const OWN = /^(?:content-type|authorization|user-agent|accept-language|x-recaptcha.*|.*captcha.*)$/i;

/** Headers that went with the login and are no part of it: an application's key, a tenant, what a page's script always adds. */
export function companionsOf({ steps, wants }: SignedIn): Step['headers'] {
  const wanted = new Set(wants.map(({ name }) => name.toLowerCase()));
  return (steps.at(-1)?.headers ?? []).filter(([name]) => !OWN.test(name) && !wanted.has(name.toLowerCase()));
}

/** The guess with those that it lacks; a whole request has all it needs. */
export function accompanied(guess: Guess, companions: Step['headers']): Guess {
  if (guess.exact === true) return guess;
  const missing = companions.filter(([name]) => headerOf(guess.step, name.toLowerCase()) === undefined);
  return {
    ...guess,
    step: missing.reduce((step, [name, value]) => withHeader(step, name, value), guess.step),
  };
}

/** The refresh of an OAuth login by password: the same request with the other grant. None for another login. */
export function otherGrant({ steps }: SignedIn): Guess[] {
  const login = steps.at(-1);
  if (!login) return [];
  const why = 'guessed from the grant of the login';
  if (/[?&]grant_type=password\b/.test(login.url)) {
    const url = login.url.replace('grant_type=password', 'grant_type=refresh_token');
    return [{ step: plainStep('POST', url), why }];
  }
  if (!fieldsOf(login).some(({ name, value }) => name === 'grant_type' && value === 'password')) return [];
  const json = kindOf(login) === 'json';
  const kept = withFields(login, ({ name }) =>
    name === 'grant_type' ? 'refresh_token' : namesPassword(name) ? '{refresh}' : undefined,
  );
  const fields = fieldsOf(kept)
    .filter(({ name }) => !(namesUser(name) && !/client/i.test(name)) && name !== 'scope')
    .map(({ name, value }): [string, string] =>
      value === '{refresh}' ? ['refresh_token', value] : [name, value],
    );
  const body = json
    ? JSON.stringify(Object.fromEntries(fields))
    : fields
        .map(([name, value]) => `${name}=${value === '{refresh}' ? value : encodeURIComponent(value)}`)
        .join('&');
  return [{ step: { ...kept, body }, why, exact: true }];
}
