import type { Step } from '../plan.ts';
import { SetupError } from '../setup-error.ts';
import { isGood, isHtml, valuesOf } from './answer.ts';
import type { Draft, Guess } from './draft.ts';
import { fieldsOf, headerOf } from './fields.ts';
import { identitiesOf, names } from './identity.ts';
import { loginOf } from './recorded-login.ts';
import { namesRefresh, saysEverywhere, saysLogout, saysMe, saysRefresh, sparesThis } from './names.ts';
import { essential, type Recorded } from './recorded.ts';
import { credentialsOf } from './credentials.ts';
import { tracesOf } from './traces.ts';

const MOST = 12;
const STATIC = /\.(?:m?js|css|map|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|otf|mp4|webm|wasm|txt|xml)$/i;

/**
 * What a recorded session says: which of its requests signs in, which may be `me`, the refresh and the logout. `source` names it in
 * guesses. Throws `SetupError` when nothing in it signs in.
 */
export function draftOfRecording(recorded: readonly Recorded[], source: string): Draft {
  const { login, at } = loginOf(recorded, source);
  const last = login.at(-1);
  const origin = URL.parse(last?.step.url ?? '');
  if (!last || !origin) throw new SetupError(`nothing in ${source} signs in`);
  const own = (one: Recorded): boolean => URL.parse(one.step.url)?.hostname === origin.hostname;
  // What has no answers was not recorded in one go: its order says nothing.
  const later = recorded.some(({ answer }) => answer) ? recorded.slice(at + 1) : recorded.toSpliced(at, 1);
  const after = later.filter(own).map(normal);
  const variables: Record<string, string> = {};
  const steps = login.map((one) => {
    const found = credentialsOf(essential(one.step));
    Object.assign(variables, found.variables);
    return { ...one, step: found.step };
  });
  const pages = recorded.slice(0, at).filter((one) => own(one) && one.step.method === 'GET' && !isAside(one));
  const guess = (one: Recorded): Guess => ({
    step: one.step,
    cookies: one.cookies,
    exact: true,
    why: source.startsWith('the curl') ? 'by its curl command' : `guessed from ${source}`,
  });
  const ranked = (worth: (one: Recorded, place: number) => number): Guess[] =>
    after
      .map((one, place) => ({ one, much: worth(one, place / after.length) }))
      .filter(({ much }) => much > 0)
      .toSorted((a, b) => b.much - a.much)
      .slice(0, MOST)
      .map(({ one }) => guess(one));
  const who = last.answer
    ? identitiesOf(variables, last.answer, undefined)
    : Object.values(variables).map((value) => ({ value, strong: true }));
  return {
    bases: [origin.origin],
    login: steps,
    loginWhy: recorded.length > 1 ? `guessed from ${source}` : undefined,
    pages: pages
      .map(({ step }) => step.url)
      .toReversed()
      .slice(0, MOST),
    capture: tracesOf(last.answer).captures,
    traced: tracesOf(last.answer).values,
    me: ranked(
      (one) => asMe(one) + (who.some((each) => one.answer && names(one.answer.text, each)) ? 20 : 0),
    ),
    refresh: ranked(asRefresh),
    logout: ranked((one, place) => (asLogout(one) > 0 ? asLogout(one) + place : 0)),
    variables,
  };
}

/** Without what a browser adds, and without a CSRF token where only something is read. */
function normal(one: Recorded): Recorded {
  const step = essential(one.step);
  if (step.method !== 'GET') return { ...one, step };
  return { ...one, step: { ...step, headers: step.headers.filter(([name]) => !/csrf|xsrf/i.test(name)) } };
}

function asMe(one: Recorded): number {
  const { step, answer } = one;
  const said = saidBy(step);
  if (!isRead(step) || isAside(one) || saysLogout(said) || (answer && !isGood(answer))) return 0;
  const path = URL.parse(step.url)?.pathname ?? '';
  const last = path.split('/').findLast((part) => part !== '') ?? '';
  const credential = headerOf(step, 'authorization') !== undefined || one.cookies.length > 0 ? 2 : 0;
  return (saysMe(last) ? 10 : saysMe(said) ? 5 : 0) + credential + (answer && isHtml(answer) ? 1 : 4);
}

/** It says so, or it takes the cookies away. */
function asLogout(one: Recorded): number {
  const { step, answer } = one;
  if (isAside(one)) return 0;
  const said = saidBy(step);
  const cleared = answer ? valuesOf(answer, 'set-cookie').filter(isClearing).length : 0;
  const ends =
    step.method === 'DELETE' && /\/(?:sessions?|auth|login|token)(?:\/[^/]+)?\/?$/.test(step.url) ? 8 : 0;
  const named = saysLogout(said) ? 10 : ends;
  if ((named === 0 && cleared === 0) || sparesThis(said)) return 0;
  if (answer && [404, 405].includes(answer.status)) return 0;
  const method = step.method === 'GET' ? 0 : 2;
  return named + Math.min(cleared, 2) * 2 + method - (saysEverywhere(said) ? 6 : 0);
}

function asRefresh(one: Recorded): number {
  const { step } = one;
  if (step.method === 'GET' || saysLogout(saidBy(step)) || isAside(one)) return 0;
  const field = fieldsOf(step).some(({ name, value }) => namesRefresh(name) && value.length >= 8) ? 5 : 0;
  return (saysRefresh(saidBy(step)) ? 8 : 0) + field;
}

function isRead(step: Step): boolean {
  if (step.method === 'GET') return true;
  const query = fieldsOf(step).find(({ name }) => name === 'query')?.value ?? '';
  return step.method === 'POST' && /^\s*(?:query\b|\{)/.test(query);
}

/** What a request is called: by its path, or by its operation where all go to one address. */
function saidBy(step: Step): string {
  const fields = fieldsOf(step);
  const operation = fields.find(({ name }) => name === 'operationName')?.value;
  const query = fields.find(({ name }) => name === 'query')?.value;
  return [URL.parse(step.url)?.pathname, operation, query?.slice(0, 200)].join(' ');
}

/** What belongs to a page, and a stream of events, which never ends: neither says who is signed in. */
function isAside({ step, answer }: Recorded): boolean {
  const type = answer ? (valuesOf(answer, 'content-type')[0] ?? '') : (headerOf(step, 'accept') ?? '');
  return (
    STATIC.test(URL.parse(step.url)?.pathname ?? '') ||
    /^(?:image|font|video|audio)\/|javascript|text\/(?:css|event-stream)/i.test(type) ||
    step.method === 'OPTIONS'
  );
}

function isClearing(text: string): boolean {
  return /max-age=0|max-age=-|expires=[^;]*\b19[67]\d\b/i.test(text) || /^[^=]+=(?:;|$)/.test(text);
}
