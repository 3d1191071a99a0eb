import { accompanied, companionsOf, otherGrant } from './companions.ts';
import type { Draft, Guess } from './draft.ts';
import type { Me } from './find-me.ts';
import { fromGraphql, isGraphql } from './graphql.ts';
import type { Surroundings } from './named.ts';
import { unique } from './places.ts';
import { signInAgain, type SignedIn } from './sign-in.ts';
import { fromAnswer, fromDocuments, fromPages } from './surroundings.ts';
import { templated } from './templated.ts';
import { isHtml } from './answer.ts';
import { headerOf } from './fields.ts';
import { absolute, type Site } from './visitor.ts';
import { wellKnownLogouts, wellKnownMe, wellKnownRefreshes } from './well-known.ts';

/** What may be what, one guess after the other, the likeliest first; what has to be read for it is read when its turn comes, once. */
export class Neighbourhood {
  readonly #site: Site;
  readonly #signedIn: SignedIn;
  readonly #traced: Draft['traced'];
  readonly #me: Me | undefined;
  readonly #answer: Surroundings;
  #documents: Promise<Surroundings> | undefined;
  #pages: Promise<Surroundings> | undefined;

  constructor(site: Site, signedIn: SignedIn, traced: Draft['traced'], me?: Me) {
    this.#site = site;
    this.#signedIn = signedIn;
    this.#traced = traced;
    this.#me = me;
    this.#answer = fromAnswer(signedIn.reply);
  }

  /** Those that were given or recorded, with what was captured in the place of an old session's. */
  own(guesses: readonly Guess[]): Guess[] {
    const { access, refresh } = this.#signedIn;
    const held = { access: access !== undefined, refresh: refresh !== undefined, traced: this.#traced };
    const companions = companionsOf(this.#signedIn);
    return guesses.map((guess) => accompanied({ ...guess, step: templated(guess.step, held) }, companions));
  }

  me(guesses: readonly Guess[]): AsyncGenerator<Guess> {
    return this.#all(this.#reads(guesses));
  }

  refresh(guesses: readonly Guess[]): AsyncGenerator<Guess> {
    return this.#all(this.#refreshes(guesses));
  }

  logout(guesses: readonly Guess[]): AsyncGenerator<Guess> {
    return this.#all(this.#logouts(guesses));
  }

  /** What went with the login may be needed everywhere. */
  async *#all(guesses: AsyncGenerator<Guess>): AsyncGenerator<Guess> {
    const companions = companionsOf(this.#signedIn);
    for await (const guess of guesses) yield accompanied(guess, companions);
  }

  async *#reads(guesses: readonly Guess[]): AsyncGenerator<Guess> {
    const { common, others } = wellKnownMe(this.#login);
    yield* this.own(guesses);
    yield* this.#answer.me;
    if (isGraphql(this.#signedIn)) yield* (await this.#described()).me;
    yield* common;
    yield* this.own((await this.#described()).me);
    yield* (await this.#seen()).me;
    yield* others;
  }

  async *#refreshes(guesses: readonly Guess[]): AsyncGenerator<Guess> {
    yield* this.own(guesses);
    yield* otherGrant(this.#signedIn);
    yield* this.#answer.refresh;
    yield* (await this.#described()).refresh;
    yield* wellKnownRefreshes(this.#login);
    yield* (await this.#seen()).refresh;
  }

  async *#logouts(guesses: readonly Guess[]): AsyncGenerator<Guess> {
    yield* this.own(guesses);
    yield* this.#answer.logout;
    yield* (await this.#described()).logout;
    const seen = (await this.#seen()).logout;
    yield* seen.filter(({ step }) => step.method !== 'GET');
    yield* seen.filter(({ step }) => step.method === 'GET');
    yield* wellKnownLogouts(this.#login);
  }

  /** The same login once more: what it does spoils nothing of the first. */
  async fresh(): Promise<SignedIn> {
    const { steps, captures } = this.#signedIn;
    return { ...this.#signedIn, person: await signInAgain(this.#site, steps, captures) };
  }

  get #login(): URL {
    return this.#signedIn.reply.request.url;
  }

  #described(): Promise<Surroundings> {
    this.#documents ??= isGraphql(this.#signedIn)
      ? fromGraphql(this.#signedIn)
      : fromDocuments(this.#site, this.#signedIn);
    return this.#documents;
  }

  #seen(): Promise<Surroundings> {
    const login = this.#signedIn.steps.at(-1);
    const referer = login && headerOf(login, 'referer');
    const url = this.#login;
    const pages = [
      ...this.#answer.me.map(({ step }) => step.url).slice(0, 2),
      ...(this.#me && isHtml(this.#me.reply) ? [this.#me.step.url] : []),
      ...(referer === undefined ? [] : [referer]),
      new URL('/', url).href,
    ].map((page) => absolute(page, this.#site.base));
    const own = pages.filter(({ hostname }) => hostname === url.hostname).map(({ href }) => href);
    this.#pages ??= fromPages(this.#site, this.#signedIn, unique(own));
    return this.#pages;
  }
}
