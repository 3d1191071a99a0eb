import type { Guess } from './draft.ts';
import { saysEverywhere, saysLogout, saysMe, saysRefresh, sparesThis } from './names.ts';
import { prefixesOf } from './places.ts';
import { plainStep } from './recorded.ts';
import { scriptPathsOf } from './script-paths.ts';

/** What may be what, of an application that nobody has described. */
export interface Surroundings {
  readonly me: readonly Guess[];
  readonly logout: readonly Guess[];
  readonly refresh: readonly Guess[];
}

/** Of each kind: a script may name hundreds. */
const MOST = 60;

/** An address that something names. */
export interface Named {
  readonly said: string;
  readonly url: string;
  readonly method: string | undefined;
}

/** Addresses in a script, as they are and behind each prefix of the login's: scripts often have the first part elsewhere. */
export function inScript(text: string, login: URL): Named[] {
  return scriptPathsOf(text).flatMap(({ path, method }) => {
    if (!saysMe(path) && !saysLogout(path) && !saysRefresh(path)) return [];
    const whole = /^https?:/.test(path);
    const places = whole
      ? [path]
      : prefixesOf(login)
          .toReversed()
          .map((prefix) => `${prefix}/${path.replace(/^\//, '')}`);
    return places.flatMap((place) => {
      const url = URL.parse(place, login.origin);
      return url?.hostname === login.hostname ? [{ said: path, url: url.href, method }] : [];
    });
  });
}

/** What ends more than this session comes last, and what is short before what is long: `/logout` before `/admin/users/logout`. */
function rank({ said }: Named): number {
  return said.length + (saysEverywhere(said) ? 1_000 : 0);
}

/** Sorts addresses by what they say. What has no method of its own may be asked for in the way that is usual. */
export function sorted(named: readonly Named[], why: string): Surroundings {
  const pick = (says: (text: string) => boolean, otherwise: string): Guess[] =>
    named
      .filter(({ said }) => says(said))
      .toSorted((a, b) => rank(a) - rank(b))
      .slice(0, MOST)
      .map(({ url, method }) => ({ step: plainStep(method ?? otherwise, url), why }));
  const reading = new Set(
    named.filter(({ method }) => method === undefined || method === 'GET').map(({ url }) => url),
  );
  return {
    me: pick((said) => saysMe(said) && !saysLogout(said), 'GET').filter(({ step }) => reading.has(step.url)),
    logout: pick((said) => saysLogout(said) && !sparesThis(said), 'POST'),
    refresh: pick(saysRefresh, 'POST').map((guess) => ({
      ...guess,
      step: { ...guess.step, method: 'POST' },
    })),
  };
}
