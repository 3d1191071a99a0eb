import type { ThiefState } from '../../thief/state.ts';

/** What an answer says about the token. Only 401 says that it is dead. */
export function verdictOf(status: number): 'ok' | 'bad' | 'unknown' {
  if (status === 200) return 'ok';
  return status === 401 ? 'bad' : 'unknown';
}

/** A duration for people: below 10 ms to a tenth, above it whole, from a second on in seconds. */
export function duration(ms: number): string {
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(1)} s`;
  return `${ms < 10 ? Math.max(0.1, ms).toFixed(1) : Math.round(ms)} ms`;
}

/** How the thief is doing, in a headline and a sentence. */
export function wordsFor(
  thief: ThiefState | undefined,
  isSignedIn: boolean,
  lacksCookies: boolean,
): { title: string; text: string } {
  if (lacksCookies) {
    return {
      title: 'There was nothing to steal',
      text: 'This browser keeps no Secure cookies of http://localhost, as Safari does not. Use Chromium or Firefox.',
    };
  }
  if (thief?.status === undefined) {
    return {
      title: 'Waiting for you to log in',
      text: 'As soon as you do, malware copies your cookies to another machine, which uses them eight times a second.',
    };
  }
  const { status, code, revokedAt } = thief;
  if (status === 200) {
    return {
      title: '200 OK – still in',
      text: isSignedIn
        ? 'The copy works as well as yours does. Log out, and watch the line.'
        : 'You are signed out here, but the server has not heard of it yet: that is on its way.',
    };
  }
  if (status === 401 && code === 'ERR_TOKEN_EXPIRED') {
    return { title: '401 – expired', text: 'Nobody logged out for an hour, so the token ran out by itself.' };
  }
  if (status === 401) {
    return { title: '401 – out', text: 'The thief keeps trying. Nothing of what it took works any more.' };
  }
  return {
    title: `${status === 0 ? 'Unreachable' : status} – unknown`,
    text:
      revokedAt === undefined
        ? 'The server cannot tell at the moment, so it lets nobody in, and signs nobody out.'
        : 'The server cannot tell at the moment, so it lets nobody in.',
  };
}
