import type { ChangesOptions } from '../../src/core/store.ts';
import { Connected } from '../../src/stores/postgres/connected.ts';
import type { Rows } from '../../src/stores/postgres/connection.ts';
import { follow } from '../../src/stores/postgres/feed.ts';
import { answering } from './postgres-driver.ts';

/** A fact at that place in the log. */
const fact = (place: number): object => ({
  place,
  generation: 1,
  sequence: place,
  kind: 'session',
  id: `s${place}`,
  issuer: 'i',
  at: 1,
  expires_at: 2,
});

/** A log of one generation, and who asks it for what. */
export class TestLog {
  /** The place of the last fact. */
  last: number;
  readonly asked: [string, Record<string, unknown>][] = [];
  /** Who has no lease yet. */
  readonly absent = new Set<string>();
  /** What each question waits for. */
  asking: Promise<void> = Promise.resolve();
  on: Connected | undefined;

  constructor(last: number) {
    this.last = last;
  }

  async follow(place?: string, options?: ChangesOptions): ReturnType<typeof follow> {
    const driver = answering((...call) => this.#answer(...call));
    this.on ??= await Connected.open({ schema: 'app', listen: false, open: async () => driver });
    return follow(this.on, place, options);
  }

  async #answer(name: string, ask: Record<string, unknown>): Promise<Rows> {
    this.asked.push([name, ask]);
    await this.asking;
    const replica = String(ask['replica']);
    if (name === 'join') this.absent.delete(replica);
    if (name === 'join') return [{ answer: '{"value":null}' }];
    if (this.absent.has(replica)) return [{ answer: '{"absent":true}' }];
    const seen = ask['seen'] as { incarnation: string; sequence: number } | undefined;
    const same = seen?.incarnation === 'life';
    const from = same ? seen.sequence : 0;
    const count = Math.min(Number(ask['most']), this.last - from);
    const facts = Array.from({ length: count }, (_, index) => fact(from + index + 1));
    const standing = { sound: true, incarnation: 'life', generation: 1, sequence: this.last };
    return [{ answer: JSON.stringify({ standing, value: { same, facts } }) }];
  }
}
