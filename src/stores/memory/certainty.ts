import { randomId } from '../../core/base64url.ts';
import { elapsed, type Clock, type Mark } from '../../core/clock.ts';
import { inDoubt } from '../../core/errors.ts';
import { comparePositions, parseCursor, type Cursor } from '../../core/position.ts';
import { Data, isBeyond } from './data.ts';

/** Where the data is: a test may take it away, or put back an older one. */
export interface Machine {
  /** Undefined when all of it was lost. */
  data: Data | undefined;
  /** Names the process that serves the data, and since when. */
  server: string;
  startedAt?: Mark;
}

const NOWHERE = { generation: 0, sequence: 0 };

/** Whether the data of a machine is to be believed. */
export class Certainty {
  readonly #machine: Machine;
  readonly #clock: Clock;

  constructor(machine: Machine, clock: Clock) {
    this.#machine = machine;
    this.#clock = clock;
  }

  /** The data, if it is to be believed. Throws a doubt, and remembers it. */
  believed(seen?: Cursor): Data {
    const { server } = this.#machine;
    this.#machine.data ??= Object.assign(new Data('', this.#clock.now()), { incarnation: '', head: NOWHERE });
    const { data } = this.#machine;
    const from = parseCursor(seen);
    if (data.incarnation === '') data.doubt ??= { id: randomId(12), reason: 'it is empty' };
    else if (data.server !== server) {
      data.doubt ??= { id: randomId(12), reason: 'its data was written by another server' };
    } else if (from?.incarnation === data.incarnation && isBeyond(from.position, data.head)) {
      const { beyond = NOWHERE } = data.doubt ?? {};
      const further = comparePositions(from.position, beyond) > 0 ? from.position : beyond;
      data.doubt = {
        id: data.doubt?.id ?? randomId(12),
        reason: 'its log is shorter than it was',
        beyond: further,
      };
    }
    if (!data.doubt) return data;
    const { startedAt } = this.#machine;
    // A process that was started anew has acknowledged nothing since; one whose data went away meanwhile may have.
    const isStranger = data.incarnation !== '' && data.server !== server;
    const age = isStranger && startedAt ? elapsed(this.#clock, startedAt) : 0;
    throw inDoubt({ ...data.doubt, id: `${data.doubt.id}@${server}`, age });
  }

  /** Ends a doubt by `how`; false when it is not, or no longer, this one. */
  settle(doubt: string, how: (data: Data) => void): boolean {
    const { data, server } = this.#machine;
    if (!data?.doubt || `${data.doubt.id}@${server}` !== doubt) return false;
    how(data);
    data.doubt = undefined;
    data.server = server;
    data.beganAt = this.#clock.now();
    return true;
  }
}
