import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { randomId } from '../../core/base64url.ts';
import { inDoubt, StoreUnavailable } from '../../core/errors.ts';
import { parseCursor, type Cursor } from '../../core/position.ts';
import { Copies } from './copies.ts';
import type { Sender, Word } from './link.ts';

/** The scripts beside this file, in `lua/`: each is one atomic step. */
export type Script =
  | 'append'
  | 'attach'
  | 'behind'
  | 'changes'
  | 'drop'
  | 'examine'
  | 'find'
  | 'open'
  | 'remind'
  | 'renew'
  | 'rotate'
  | 'session'
  | 'sessions'
  | 'touch'
  | 'vouch';

const sources = new Map<Script, { text: string; sha: string }>();

function sourceOf(name: Script): { text: string; sha: string } {
  const known = sources.get(name);
  if (known) return known;
  const read = (file: string): string => readFileSync(new URL(`lua/${file}.lua`, import.meta.url), 'utf8');
  const text = `${read('prelude')}\n${read(name)}`;
  const source = { text, sha: createHash('sha1').update(text).digest('hex') };
  sources.set(name, source);
  return source;
}

interface RunOptions {
  /** A place in the log that the caller has seen. */
  readonly seen?: Cursor | undefined;
  /** Whether it writes what has to be on the replicas before it counts. */
  readonly writes?: boolean;
}

/** Runs the scripts on one set of keys. */
export class Scripts {
  readonly #connection: Sender;
  readonly #prefix: string;
  readonly #copies: Copies;
  /** Whether this node promises that the server loses nothing in a restart. What counts is the least of all nodes. */
  durable: boolean;
  /** For how long a server that was started anew is not believed, ms. */
  quarantine = 1_000;

  constructor(connection: Sender, prefix: string, durable: boolean, copies: Copies = new Copies(0)) {
    this.#connection = connection;
    this.#prefix = `{${prefix}}:`;
    this.#copies = copies;
    this.durable = durable;
  }

  /** Where it is told that something happened. */
  get channel(): string {
    return `${this.#prefix}news`;
  }

  /** What a script answers, after its `ok`. Throws a doubt, or `StoreUnavailable`. */
  async run(name: Script, values: readonly Word[], options: RunOptions = {}): Promise<unknown[]> {
    return this.accept(await this.ask(name, values, options));
  }

  /** What follows the `ok` of an answer. Throws a doubt, or `StoreUnavailable`. */
  accept([verdict, ...rest]: readonly unknown[]): unknown[] {
    if (verdict === 'ok') return rest;
    if (verdict === 'doubt') throw doubtOf(rest);
    if (verdict === 'starting') {
      throw new StoreUnavailable(
        'Redis has just started; a node that knows more must be able to say so first',
      );
    }
    if (verdict === 'reminding') throw new StoreUnavailable('the store is being put back together');
    throw new StoreUnavailable('the log has been lost meanwhile');
  }

  /** What a script answers. */
  async ask(name: Script, values: readonly Word[], { seen, writes }: RunOptions = {}): Promise<unknown[]> {
    const place = parseCursor(seen);
    const keys = ['head', 'log', 'facts', 'expiry', 'leases', 'sessions'].map((key) => this.#prefix + key);
    const id = randomId(12);
    // Made when the server is known: on behalf of another one nothing may be promised.
    const step = (how: 'EVAL' | 'EVALSHA', script: string) => (): readonly Word[] => [
      how,
      script,
      keys.length,
      ...keys,
      id,
      this.durable ? '1' : '0',
      this.quarantine,
      place?.incarnation ?? '',
      place?.position.generation ?? '0',
      place?.position.sequence ?? '0',
      ...values,
    ];
    const { text, sha } = sourceOf(name);
    const copies = writes ? this.#copies.command() : undefined;
    const wait = copies ? [copies] : [];
    let replies: unknown[];
    try {
      replies = await this.#connection.send(step('EVALSHA', sha), ...wait);
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || !error.message.includes('NOSCRIPT')) throw error;
      replies = await this.#connection.send(step('EVAL', text), ...wait);
    }
    const [reply, count] = replies;
    if (writes) this.#copies.check(count ?? 0);
    if (!Array.isArray(reply)) throw new StoreUnavailable('Redis answered with something else');
    return reply;
  }
}

function doubtOf([id, reason, age, generation, sequence]: unknown[]): StoreUnavailable {
  const beyond = { generation: Number(generation), sequence: Number(sequence) };
  return inDoubt({
    id: String(id),
    reason: String(reason),
    age: Number(age),
    ...(beyond.generation < 0 ? {} : { beyond }),
  });
}
