import type { Step } from '../plan.ts';
import { waysTo, type Way } from './csrf.ts';
import type { Guess } from './draft.ts';
import { headerOf } from './fields.ts';
import type { Known } from './known.ts';
import { endpointsOf, unique } from './places.ts';
import { signInAgain } from './sign-in.ts';
import { absolute, type Site } from './visitor.ts';
import type { Want } from './wants.ts';

/** Refused for the want of a CSRF token: 419 is Laravel's, and some say 400. */
const REFUSED = new Set([400, 403, 419]);
/** What scripts send when nobody has said how it is called. */
const USUAL: readonly Want[] = ['x-csrf-token', 'x-xsrf-token', 'x-csrftoken'].map((name) => ({
  where: 'header',
  name,
  as: 'csrf',
  sure: true,
}));

/** Where somebody who is signed in gets the CSRF tokens that a logout repeats. Each kind is looked for once. */
export class LogoutTokens {
  readonly #site: Site;
  readonly #known: Known;
  readonly #ways = new Map<string, Way[]>();
  readonly #demands = new Map<string, boolean>();

  constructor(site: Site, known: Known) {
    this.#site = site;
    this.#known = known;
  }

  /** The ways to what is wanted, the likeliest first. */
  async ways(wants: readonly Want[], guess: Guess): Promise<Way[]> {
    if (wants.length === 0) return [];
    const { signedIn, me } = this.#known;
    // A guess has the one of the login, whose page may begin a new session.
    const referer = guess.exact === true ? headerOf(guess.step, 'referer') : undefined;
    const login = signedIn.reply.request.url;
    const pages = unique([
      ...(referer === undefined ? [] : [referer]),
      me.step.url,
      ...signedIn.before.map(({ url }) => url),
      new URL('/', login).href,
    ]).filter((url) => !url.includes('{') && absolute(url, this.#site.base).hostname === login.hostname);
    const key = JSON.stringify([wants, referer]);
    const known = this.#ways.get(key);
    if (known) return known;
    const person = await signInAgain(this.#site, signedIn.steps, signedIn.captures);
    const endpoints = endpointsOf({ step: { ...guess.step, url: login.href }, cookies: [] }, this.#site.base);
    const found = await waysTo(wants, person, pages, endpoints);
    this.#ways.set(key, found);
    return found;
  }

  /** What is demanded beside an address even where nothing is: an application that asks all for a token, before it looks. */
  async demandedAt(step: Step, guess: Guess): Promise<readonly Want[]> {
    const { signedIn } = this.#known;
    if (guess.exact === true || step.method === 'GET' || signedIn.wants.some(({ sure }) => sure)) return [];
    const url = absolute(step.url.replaceAll(/[{}]/g, ''), this.#site.base);
    const place = new URL('curfew-audit-nothing-is-here', url).href;
    const known = this.#demands.get(`${step.method} ${place}`);
    const demands = known ?? REFUSED.has((await signedIn.person.copy().send({ ...step, url: place })).status);
    this.#demands.set(`${step.method} ${place}`, demands);
    return demands ? USUAL : [];
  }
}
