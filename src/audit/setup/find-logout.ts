import type { Step } from '../plan.ts';
import type { Guess } from './draft.ts';
import { endedBy } from './ended-by.ts';
import type { Known } from './known.ts';
import { isUnknownOperation } from './graphql.ts';
import { logoutVariants, logoutWants, withRoom } from './logout-variants.ts';
import { LogoutTokens } from './logout-tokens.ts';
import { plainStep } from './recorded.ts';
import { signInAgain, type SignedIn } from './sign-in.ts';
import { absolute, type Site, type Visitor } from './visitor.ts';
import { withWant } from './wants.ts';

export interface Logout {
  readonly step: Step;
  /** What has to be asked after each login, for what the logout repeats. */
  readonly after: readonly Step[];
  /** `logout: POST /auth/logout, guessed: it was seen to sign out`. */
  readonly why: string;
}

type Variant = Pick<Logout, 'step' | 'after'>;

const ABSENT = new Set([0, 404, 405, 501]);

/**
 * Finds the request that signs out, among `guesses` in their order: the first that is there, sent in the way that ends most. That
 * it ends anything is not asked for: to find that out is what the audit is for. Undefined when there is none.
 */
export async function findLogout(
  site: Site,
  known: Known,
  guesses: AsyncIterable<Guess> | Iterable<Guess>,
): Promise<Logout | undefined> {
  const tokens = new LogoutTokens(site, known);
  const people = new People(site, known.signedIn);
  const absent = new Map<string, string>();
  const tried = new Set<string>();
  const isThere = async ({ step, after }: Variant): Promise<boolean> => {
    const url = absolute(step.url.replaceAll(/[{}]/g, ''), site.base);
    const place = `${step.method} ${new URL('curfew-audit-nothing-is-here', url).href}`;
    const person = await people.after(after);
    const control = { ...step, url: place.slice(step.method.length + 1) };
    if (!absent.has(place)) absent.set(place, await toldBy(person, control));
    const told = await toldBy(person, step);
    return told !== 'absent' && told !== absent.get(place);
  };
  for await (const guess of guesses) {
    const { method, url, body = '' } = guess.step;
    const { href, pathname } = absolute(url, site.base);
    if (tried.has(`${method} ${href} ${body}`)) continue;
    tried.add(`${method} ${href} ${body}`);
    site.tell(`looking for the logout: ${method} ${pathname}`);
    const variants = await variantsOf(tokens, known, guess);
    const [first] = variants;
    if (!first || (guess.given !== true && !(await isThere(first)))) continue;
    people.forget();
    const best = await bestOf(site, known, variants, guess.given === true);
    if (!best) continue;
    const seen =
      best.ended > 0 ? 'it was seen to sign out' : `it answered ${best.status}, and nothing was seen to end`;
    return { ...best.variant, why: `logout: ${method} ${pathname}, ${guess.why}: ${seen}` };
  }
  return undefined;
}

/** People who are signed in, by what was asked after the login. Once somebody may have been signed out, all are forgotten. */
class People {
  readonly #people = new Map<string, Visitor>();
  readonly #site: Site;
  readonly #signedIn: SignedIn;

  constructor(site: Site, signedIn: SignedIn) {
    this.#site = site;
    this.#signedIn = signedIn;
  }

  async after(after: readonly Step[]): Promise<Visitor> {
    const key = JSON.stringify(after);
    const { steps, captures } = this.#signedIn;
    const person = this.#people.get(key) ?? (await signInAgain(this.#site, [...steps, ...after], captures));
    this.#people.set(key, person);
    return person;
  }

  forget(): void {
    this.#people.clear();
  }
}

/** What an address says; one that is not there may answer 404, or as any other that nobody has thought of. */
async function toldBy(person: Visitor, step: Step): Promise<string> {
  const { status, text } = await person.copy().send(step);
  return ABSENT.has(status) || isUnknownOperation(text) ? 'absent' : `${status} ${text.slice(0, 500)}`;
}

async function variantsOf(tokens: LogoutTokens, { signedIn, me }: Known, guess: Guess): Promise<Variant[]> {
  const steps = logoutVariants(guess, signedIn, me.step);
  const { method, url } = guess.step;
  const wants = [
    ...logoutWants(guess, signedIn),
    ...(await tokens.demandedAt(plainStep(method, url), guess)),
  ];
  const ways = await tokens.ways(wants, guess);
  return [
    ...ways.flatMap(({ before, wants: found }) =>
      steps.map((step) => ({ step: found.reduce(withWant, withRoom(step, found)), after: before })),
    ),
    ...(ways.length > 0 ? steps.slice(0, 1) : steps).map((step) => ({ step, after: [] })),
  ];
}

interface Tried {
  readonly variant: Variant;
  readonly status: number;
  readonly ended: number;
}

async function bestOf(
  site: Site,
  known: Known,
  variants: readonly Variant[],
  given: boolean,
): Promise<Tried | undefined> {
  const most = known.refresh ? 2 : 1;
  let best: Tried | undefined;
  for (const variant of variants) {
    const { steps, captures } = known.signedIn;
    const person = await signInAgain(site, [...steps, ...variant.after], captures);
    const stolen = person.copy();
    const { status } = await person.send(variant.step);
    if (ABSENT.has(status)) continue;
    const ended = status >= 400 ? 0 : await endedBy(known, stolen);
    const better = !best || ended > best.ended || (best.status >= 400 && status < 400);
    if (better) best = { variant, status, ended };
    if (ended >= most) break;
  }
  return best && (best.status < 400 || given) ? best : undefined;
}
