import { attempt } from './attempt.ts';
import type { Kept } from './kept.ts';
import type { SignIn } from './types.ts';

/** A session as its tab knows it, and, without what is only in memory, as all tabs share it. */
export interface Live {
  readonly id: string;
  /** The epoch of all tabs in which it lives. In another it is over: no clocks are compared. */
  readonly under: string;
  /** Names its tokens: another value means others. */
  readonly turn: string;
  readonly ticket?: string | undefined;
  /** When the access token expires, ms since the epoch; undefined when that is not known. */
  readonly expiresAt?: number | undefined;
  /** When it is over at the latest, ms since the epoch. */
  readonly refreshExpiresAt?: number | undefined;
  /** Whether other tabs may enter it: nothing is needed that is in the memory of one alone. */
  readonly open: boolean;
  readonly accessToken?: string | undefined;
  readonly refreshToken?: string | undefined;
}

/** The session of this tab, and what all tabs share of it. A tuple: names of members would cost a tenth of the size. */
export type Shared = readonly [
  /** The session that this tab is in, if it lives: it is over as soon as what is shared says so. */
  live: () => Live | undefined,
  /** Enters the session `id`, or takes what `answer` has new of it; `was` is what was known so far, maybe of another. */
  keep: (answer: SignIn, id: string, was?: Live, turn?: string) => void,
  /** The session that this tab is in, over or not. */
  mine: () => Live | undefined,
  /** The session that lives in any tab; if it is that of this one, with what only this one has. Look first. */
  shared: () => Live | undefined,
  /** Enters the session of another tab, where that is open. Whether it did. */
  adopt: () => unknown,
  /** Leaves the session, in this tab alone. */
  abandon: () => void,
  /** Ends the session in every tab. */
  revoke: () => void,
];

/** With `local`, the tabs share the tokens too. */
export function sharedIn([get, set]: Kept, local: boolean): Shared {
  let mine: Live | undefined;

  const shared = (): Live | undefined => {
    const record = attempt(() => JSON.parse(get('') as string) as Live | null);
    return record && record.under === get(':epoch') ? { ...mine, ...record } : undefined;
  };
  const live = (): Live | undefined => {
    const record = shared();
    return record?.under === mine?.under ? record : undefined;
  };
  const keep: Shared[1] = (answer, id, was, turn = was?.turn ?? unique()) => {
    const known = was?.id === id ? was : undefined;
    const { ticket, accessToken, refreshToken, expiresAt, refreshExpiresAt } = { ...known, ...answer };
    const under = known?.under ?? unique();
    const record = {
      id,
      under,
      turn,
      ticket,
      // What is dead on arrival says that this clock is wrong.
      expiresAt: (expiresAt as number) > Date.now() ? expiresAt : undefined,
      refreshExpiresAt,
      open: local || !accessToken,
    };
    mine = { ...record, accessToken, refreshToken };
    set('', JSON.stringify(local ? mine : record));
    if (!known) set(':epoch', under);
  };
  const adopt = (): unknown => {
    const record = shared();
    return !mine && record?.open && (mine = record);
  };
  const abandon = (): void => {
    mine = undefined;
  };
  const revoke = (): void => {
    set('');
    set(':epoch', unique());
  };
  return [live, keep, () => mine, shared, adopt, abandon, revoke];
}

/** A name that nobody else has given. No secret. */
export function unique(): string {
  return String(Math.random());
}
