import type { Readable, Writable } from 'node:stream';

type Params = Readonly<Record<string, unknown>>;
/** `session` is of the tab (or worker) that an event is about; undefined for the browser itself. */
type Heard<P> = (params: P, session: string | undefined) => void;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Params;
  readonly sessionId?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Waiting {
  readonly method: string;
  readonly resolve: (result: never) => void;
  readonly reject: (why: Error) => void;
}

/**
 * Speaks the Chrome DevTools Protocol over a pair of pipes, which no other program can get hold of as it could of a port. When this
 * process goes, however it goes, the pipes are closed, and the browser ends by itself.
 */
export class Cdp {
  readonly #input: Writable;
  readonly #waiting = new Map<number, Waiting>();
  readonly #hearers = new Map<string, Set<Heard<never>>>();
  #last = 0;
  #gone: Error | undefined;

  /** `input` is what the browser reads, `output` what it writes: JSON, with a zero byte after each message. */
  constructor(input: Writable, output: Readable) {
    this.#input = input;
    let rest = Buffer.alloc(0);
    output.on('data', (chunk: Buffer) => {
      const all = Buffer.concat([rest, chunk]);
      let from = 0;
      for (let end = all.indexOf(0); end >= 0; end = all.indexOf(0, from)) {
        this.#hear(JSON.parse(all.toString('utf8', from, end)) as Message);
        from = end + 1;
      }
      rest = all.subarray(from);
    });
    const gone = (): void => this.end(new Error('The browser has gone'));
    for (const stream of [input, output]) stream.on('error', gone).on('close', gone);
  }

  /** Rejects with what the browser says is wrong, or when it has gone. */
  async send<R = unknown>(method: string, params: Params = {}, session?: string): Promise<R> {
    if (this.#gone) throw this.#gone;
    const id = (this.#last += 1);
    return new Promise<R>((resolve, reject) => {
      this.#waiting.set(id, { method, resolve, reject });
      this.#input.write(`${JSON.stringify({ id, method, params, sessionId: session })}\0`);
    });
  }

  /** Calls `heard` for each event until the function that it answers is called. */
  on<P = Params>(method: string, heard: Heard<P>): () => void {
    const hearers = this.#hearers.get(method) ?? new Set();
    this.#hearers.set(method, hearers.add(heard));
    return () => void hearers.delete(heard);
  }

  /** Rejects whatever waits, and whatever is sent from now on, with `why`. Only the first reason counts. */
  end(why: Error): void {
    this.#gone ??= why;
    for (const { reject } of this.#waiting.values()) reject(this.#gone);
    this.#waiting.clear();
  }

  #hear({ id, method, params, sessionId, result, error }: Message): void {
    if (id === undefined) {
      const hearers = this.#hearers.get(method ?? '') ?? [];
      for (const heard of hearers) heard((params ?? {}) as never, sessionId);
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(`${waiting.method}: ${error.message}`));
    else waiting?.resolve((result ?? {}) as never);
  }
}
