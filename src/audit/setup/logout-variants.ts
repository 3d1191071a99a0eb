import type { Step } from '../plan.ts';
import type { Guess } from './draft.ts';
import { headerOf } from './fields.ts';
import { essential, plainStep, withHeader, type Recorded } from './recorded.ts';
import type { SignedIn } from './sign-in.ts';
import { templated } from './templated.ts';
import { wantsOf, type Want } from './wants.ts';

const FORM = 'application/x-www-form-urlencoded';

/**
 * The ways in which a logout may be sent, the likeliest first: as it was recorded; otherwise with the refresh token, which many want
 * to be told, then without. The credential is what opens `me`.
 */
export function logoutVariants(guess: Guess, signedIn: SignedIn, me: Step): Step[] {
  const { access, refresh } = signedIn;
  const held = { access: access !== undefined, refresh: refresh !== undefined };
  const credential = me.headers.filter(([, value]) => value.includes('{access}'));
  const base = credential
    .filter(([name]) => headerOf(guess.step, name.toLowerCase()) === undefined)
    .reduce((step, [name, value]) => withHeader(step, name, value), templated(essential(guess.step), held));
  if (guess.exact === true || base.body !== undefined || base.method === 'GET') return [base];
  if (/revo(?:ke|cation)/.test(base.url)) {
    const token = refresh ? '{refresh}' : '{access}';
    const form = plainStep(base.method, base.url, FORM, `token=${token}`);
    return [{ ...form, headers: [...base.headers, ...form.headers] }, ...withBodies(base, signedIn)];
  }
  return withBodies(base, signedIn);
}

function withBodies(base: Step, { refresh }: SignedIn): Step[] {
  const json = (value: object): Step => ({
    ...withHeader(base, 'content-type', 'application/json'),
    body: JSON.stringify(value),
  });
  if (!refresh) return [base, json({})];
  const [first = refresh.called, ...others] = new Set([
    refresh.called,
    'refreshToken',
    'refresh_token',
    'refresh',
    'token',
  ]);
  return [json({ [first]: '{refresh}' }), base, ...others.map((name) => json({ [name]: '{refresh}' }))];
}

/** What a logout has to repeat: what it was seen to, else what the login had to. */
export function logoutWants(guess: Guess, signedIn: SignedIn): readonly Want[] {
  const recorded: Recorded = { step: essential(guess.step), cookies: guess.cookies ?? [] };
  const own = wantsOf(recorded);
  if (own.length > 0 || guess.exact === true) return own;
  return signedIn.wants.filter(({ sure }) => sure);
}

/** The step with room for what it has to repeat, so that there is something to put the value into. */
export function withRoom(step: Step, wants: readonly Want[]): Step {
  const fields = wants.filter(({ where, name }) => where === 'field' && !(step.body ?? '').includes(name));
  if (fields.length === 0) return step;
  const json = /json/i.test(headerOf(step, 'content-type') ?? '');
  if (json) {
    const body: unknown = JSON.parse(step.body ?? '{}');
    return {
      ...step,
      body: JSON.stringify({
        ...(body as object),
        ...Object.fromEntries(fields.map(({ name }) => [name, '-'])),
      }),
    };
  }
  const body = [
    ...(step.body === undefined ? [] : [step.body]),
    ...fields.map(({ name }) => `${encodeURIComponent(name)}=-`),
  ];
  return { ...withHeader(step, 'content-type', FORM), body: body.join('&') };
}
