import { CurfewError } from './errors.ts';
import { FAILURE_PAUSE, REMINDING } from './limits.ts';
import type { Sessions } from './sessions.ts';
import type { Signals } from './signals.ts';
import { sleep, type Timers } from './timers.ts';

/**
 * After a store was put back together: whatever still hangs on a token whose session nobody brought back must end, as the
 * token itself has. A check would ask the store; what was opened before asks nobody, so this does.
 */
export class Survivors {
  readonly #signals: Signals;
  readonly #sessions: Sessions;
  readonly #timers: Timers;
  #wanted = 0;

  constructor(signals: Signals, sessions: Sessions, timers: Timers) {
    this.#signals = signals;
    this.#sessions = sessions;
    this.#timers = timers;
  }

  /** Looks once no session can be brought back any more; a later call takes the place of this one. */
  async review(): Promise<void> {
    this.#wanted += 1;
    const turn = this.#wanted;
    await sleep(this.#timers, REMINDING, { background: true });
    for (const token of this.#signals.tokens()) {
      for (let isSure = false; !isSure && turn === this.#wanted && !this.#signals.isClosed;) {
        isSure = await this.#sessions.meet(token).then(
          () => true,
          (error: unknown) => {
            const isDead = error instanceof CurfewError && error.status === 401;
            if (isDead) this.#signals.end(token, error);
            return isDead;
          },
        );
        if (!isSure) await sleep(this.#timers, FAILURE_PAUSE, { background: true });
      }
    }
  }
}
