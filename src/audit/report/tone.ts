import type { Cell, Outcome, State } from '../outcome.ts';

/**
 * What a state means at its moment: an open credential is as it should be before the logout, and a hole after it.
 * - `expected`: open, and meant to be
 * - `bad`: open, and it should not be
 * - `allowed`: open after the logout, within what the owner declared
 * - `good`: refused after the logout
 * - `shut`: refused before the logout already: it never opened anything
 * - `unclear`: nobody can say
 */
export type Tone = 'expected' | 'bad' | 'allowed' | 'good' | 'shut' | 'unclear';

export const TONES: Readonly<Record<Tone, { readonly mark: string; readonly word: string }>> = {
  expected: { mark: '○', word: 'open' },
  bad: { mark: '✗', word: 'still open' },
  allowed: { mark: '!', word: 'open, as declared' },
  good: { mark: '✓', word: 'refused' },
  shut: { mark: '–', word: 'not accepted' },
  unclear: { mark: '?', word: 'unclear' },
};

/** Not the "before" of "everything, as sent before". */
export const BEFORE: RegExp = /\b(?:before|until) (?:the |a )?(?:log|sign)[ -]?out\b/i;
const SIGN_IN = /^(?:a |the )?(?:new |first |second |other )?(?:log|sign)[ -]?in$/i;
const SIGN_OUT = /\b(?:log|logs|logged|logging|sign|signs|signed|signing)[ -]?out\b/i;
const AGAIN = /\b(?:again|new|second|other)\b/i;
const SESSION = /^(?:this|(?:the )?other) session$/i;

/** One event of the timeline, with what it means. */
export interface Event {
  readonly at: number;
  readonly what: string;
  /** `undefined` for what only happened, such as the logout itself. */
  readonly tone: Tone | undefined;
  readonly kind: 'login' | 'logout' | 'look';
  /** Whether what is tried is meant to be signed in from here on. */
  readonly signedIn: boolean;
}

/** What `state` means of a credential at a moment of the matrix. */
export function toneOfCell(outcome: Outcome, { credential, moment, state }: Cell): Tone {
  if (state === 'alive' && SESSION.test(credential) && isSpared(outcome, credential, moment))
    return 'expected';
  return toneOf(outcome, state, BEFORE.test(moment));
}

/** The timeline with what each of its events means. */
export function eventsOf(outcome: Outcome): Event[] {
  let signedIn = true;
  return outcome.timeline.map(({ at, what, state }) => {
    if (SIGN_IN.test(what)) {
      // What was signed out stays out when somebody signs in again.
      signedIn ||= !AGAIN.test(what);
      return { at, what, tone: undefined, kind: 'login', signedIn };
    }
    if (state !== undefined) {
      return {
        at,
        what,
        tone: toneOf(outcome, state, signedIn || BEFORE.test(what)),
        kind: 'look',
        signedIn,
      };
    }
    if (!SIGN_OUT.test(what)) return { at, what, tone: undefined, kind: 'look', signedIn };
    signedIn = false;
    return { at, what, tone: undefined, kind: 'logout', signedIn };
  });
}

function toneOf(outcome: Outcome, state: State, isBefore: boolean): Tone {
  if (state === 'unclear') return 'unclear';
  if (isBefore) return state === 'alive' ? 'expected' : 'shut';
  if (state === 'dead') return 'good';
  return outcome.verdict === 'pass' ? 'allowed' : 'bad';
}

/** A logout of the other devices spares this session; one of this device spares the others, unless the probe of the scope has failed. */
function isSpared({ probes }: Outcome, credential: string, moment: string): boolean {
  if (/^this/i.test(credential)) return /\bothers?\b/i.test(moment);
  if (/\bothers?\b|\beverywhere\b/i.test(moment)) return false;
  return !probes.some(({ id, verdict }) => id === 'P04' && verdict === 'fail');
}
