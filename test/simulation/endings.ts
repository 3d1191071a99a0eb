import type { Who } from './history.ts';

interface Ending {
  readonly covers: (who: Who) => boolean;
  readonly finish: () => void;
  over: number | undefined;
}

/** Requests to end more than one session, which may catch somebody who logs in beside them. */
export class Endings {
  #count = 0;
  readonly #endings: Ending[] = [];

  /** Now, as `touched` understands it. */
  get moment(): number {
    return this.#count;
  }

  /** Such a request begins; the answer says that it can take no effect any more. */
  begin(covers: Ending['covers']): () => void {
    const finish = (): void => {
      ending.over ??= this.#count += 1;
    };
    const ending: Ending = { covers, finish, over: undefined };
    this.#endings.push(ending);
    return finish;
  }

  /** Whether one of them that concerns `who` was under way at any time since `moment`, other than `own`. */
  touched(who: Who, moment: number, own?: () => void): boolean {
    return this.#endings.some(
      ({ covers, over, finish }) => finish !== own && (over === undefined || over > moment) && covers(who),
    );
  }
}
