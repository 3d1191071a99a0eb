import type { Step } from '../plan.ts';
import type { Reply } from '../network/wire.ts';
import { isGood, isHtml } from './answer.ts';
import type { Guess } from './draft.ts';
import { identitiesOf, names, personalNames, type Identity } from './identity.ts';
import { withHeader } from './recorded.ts';
import type { SignedIn } from './sign-in.ts';
import { Visitor, absolute, type Site } from './visitor.ts';

/** A read that only this person may make, with what showed it. */
export interface Me {
  readonly step: Step;
  readonly reply: Reply;
  /** `GET /me, guessed: it names you, and answers 401 to nobody`. */
  readonly why: string;
  readonly canary: string | undefined;
}

interface Rated extends Me {
  readonly worth: number;
}

const CERTAIN = 100;
/** How a token may be sent; the first is how nearly all do it. */
const SCHEMES: readonly (readonly [header: string, value: string])[] = [
  ['Authorization', 'Bearer {access}'],
  ['Authorization', 'Token {access}'],
  ['Authorization', '{access}'],
  ['X-Access-Token', '{access}'],
  ['X-Auth-Token', '{access}'],
  ['Authorization', 'JWT {access}'],
  ['X-Session-Token', '{access}'],
];

/**
 * Finds the read that tells this person from nobody, among `guesses` in their order: the first that names the person, else the
 * best that answers nobody otherwise. Undefined when there is none.
 */
export async function findMe(
  site: Site,
  signedIn: SignedIn,
  guesses: AsyncIterable<Guess> | Iterable<Guess>,
): Promise<Me | undefined> {
  const who = identitiesOf(site.variables, signedIn.reply, signedIn.access?.value);
  const tried = new Set<string>();
  const refusing: Guess[] = [];
  let best: Rated | undefined;
  const consider = async (guess: Guess, step: Step): Promise<boolean> => {
    const rated = await rate(site, signedIn.person, who, { ...guess, step });
    if (typeof rated === 'number') {
      if (rated === 401 || rated === 403) refusing.push(guess);
      return false;
    }
    if (rated.worth > (best?.worth ?? 0)) best = rated;
    return rated.worth >= CERTAIN || (guess.given === true && rated.worth > 0);
  };
  const [[header, value] = ['', '']] = SCHEMES;
  for await (const guess of guesses) {
    const key = `${guess.step.method} ${absolute(guess.step.url, site.base).href}`;
    const whole = `${key} ${guess.step.body ?? ''}`;
    if (tried.has(whole)) continue;
    tried.add(whole);
    site.tell(`looking for a page of yours: ${key.replace(site.base, '')}`);
    const own = guess.step.headers.some(([, text]) => text.includes('{access}'));
    const sends = signedIn.access !== undefined && !own;
    // As it was recorded, the token did not go with it.
    if (sends && guess.exact === true && (await consider(guess, guess.step))) return best;
    if (await consider(guess, sends ? withHeader(guess.step, header, value) : guess.step)) return best;
  }
  if (best || !signedIn.access) return best;
  for (const guess of refusing.slice(0, 6))
    for (const [name, text] of SCHEMES.slice(1))
      if (await consider(guess, withHeader(guess.step, name, text))) return best;
  return best;
}

/** What an answer is worth as `me`; its status when it was not given to this person either. */
async function rate(
  site: Site,
  person: Visitor,
  who: readonly Identity[],
  guess: Guess,
): Promise<Rated | number> {
  const reply = await person.copy().send(guess.step);
  if (!isGood(reply) || reply.text === '') return reply.status;
  const headers = guess.step.headers.filter(([, text]) => !/\{\w+\}/.test(text));
  const nobody = await new Visitor(site).send({ ...guess.step, headers });
  const named = who.filter((one) => names(reply.text, one) && !names(nobody.text, one));
  const canary = named.find(({ strong, value }) => strong && value.length >= 4);
  const differs = nobody.status !== reply.status && nobody.status !== 0;
  const how = differs ? `answers ${nobody.status} to nobody` : 'answers nobody without it';
  const told = (what: string): string =>
    `me: ${guess.step.method} ${reply.request.url.pathname}, ${guess.why}: ${what}`;
  const me = { step: guess.step, reply, canary: canary?.value };
  if (named.length > 0)
    return { ...me, worth: CERTAIN + named.length, why: told(`it names you, and ${how}`) };
  const personal = isHtml(reply) ? 0 : Math.min(9, personalNames(reply.text));
  // One that answers nobody with 200 too, and with nobody in it: `{"me": null}`.
  if (!differs && (personal === 0 || personalNames(nobody.text) > 0)) return 0;
  const worth = personal > 0 ? 50 + personal : isHtml(reply) ? 20 : 10;
  return { ...me, worth, why: told(`it ${how}`) };
}
