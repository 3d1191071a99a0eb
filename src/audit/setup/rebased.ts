import type { Step } from '../plan.ts';
import type { Draft, Guess } from './draft.ts';

/** The draft on other bases than it was recorded on: what stood below its own base stands below the first of them. */
export function rebased(draft: Draft, bases: readonly string[]): Draft {
  const [from = ''] = draft.bases;
  const [to] = bases;
  if (to === undefined) return draft;
  const moved = (text: string): string =>
    text === from || text.startsWith(`${from}/`) || text.startsWith(`${from}?`)
      ? to.replace(/\/$/, '') + text.slice(from.length)
      : text;
  const step = (one: Step): Step => ({
    ...one,
    url: moved(one.url),
    headers: one.headers.map(([name, value]) => [
      name,
      /^(?:origin|referer)$/i.test(name) ? moved(value) : value,
    ]),
  });
  const guess = (one: Guess): Guess => ({ ...one, step: step(one.step) });
  return {
    ...draft,
    bases,
    login: draft.login.map((one) => ({ ...one, step: step(one.step) })),
    pages: draft.pages.map(moved),
    me: draft.me.map(guess),
    refresh: draft.refresh.map(guess),
    logout: draft.logout.map(guess),
  };
}
