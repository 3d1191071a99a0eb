import type { Exchange, ProbeResult } from '../outcome.ts';

export interface Captioned {
  readonly caption: string;
  readonly exchange: Exchange;
}

/** The exchanges of a probe by what they show. */
export interface Shown {
  /** The first, and the one that tells it: before and after. One alone, or none, where there are no more. */
  readonly pair: readonly Captioned[];
  /** The one that tells it: the first after the logout, else the last. */
  readonly telling: Captioned | undefined;
  /** The others, in order. */
  readonly others: readonly Captioned[];
}

export function shownOf({ exchanges }: Pick<ProbeResult, 'exchanges'>): Shown {
  const [first] = exchanges;
  const after = exchanges.find(({ caption }, at) => at > 0 && /\b(?:after|later)\b/i.test(caption));
  const telling = after ?? exchanges.at(-1);
  const pair = [first, telling].filter((one, at, both) => one !== undefined && both.indexOf(one) === at);
  return {
    pair: pair.filter((one) => one !== undefined),
    telling,
    others: exchanges.filter((one) => !pair.includes(one)),
  };
}
