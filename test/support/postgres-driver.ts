import type { Connection, Driver, Rows } from '../../src/stores/postgres/connection.ts';
import { PostgresDriver } from '../../src/stores/postgres/driver-postgres.ts';

/** A call of a function of the schema: its name, and what it was asked. */
export type Call = [name: string, asked: Record<string, unknown>];

/** A driver whose connections answer calls as a test says: for what no server can be made to answer, or not at that moment. */
export function answering(answer: (...call: Call) => Promise<Rows>): Driver {
  const connection: Connection = {
    query: (text, [ask = ''] = []) =>
      answer(/\.(\w+)\(/.exec(text)?.[1] ?? text, JSON.parse(ask) as Record<string, unknown>),
    listen: () => Promise.reject(new Error('nobody listens here')),
    release: () => undefined,
    destroy: () => undefined,
  };
  return { connect: async () => connection, distrust: () => undefined, close: async () => undefined };
}

type Answer = (text: string, values?: readonly string[]) => unknown;

/** A driver whose connections answer as the test says, and note what they are asked and how they end. */
export class TestDriver implements Driver {
  readonly asked: string[] = [];
  readonly ends: string[] = [];
  readonly distrusted: number[] = [];
  answer: Answer;
  /** What connecting waits for. */
  connecting: Promise<void> = Promise.resolve();

  constructor(answer: Answer = () => [{ answer: '"done"' }]) {
    this.answer = answer;
  }

  async connect(): Promise<Connection> {
    await this.connecting;
    return {
      query: async (text, values) => {
        this.asked.push([text.replaceAll(/\s+/g, ' '), ...(values ?? [])].join(' | '));
        return (await this.answer(text, values)) as Rows;
      },
      listen: () => Promise.reject(new Error('nobody listens here')),
      release: () => void this.ends.push('released'),
      destroy: () => void this.ends.push('destroyed'),
    };
  }

  distrust(when: number): void {
    this.distrusted.push(when);
  }

  async close(): Promise<void> {
    await this.connecting;
    this.ends.push('closed');
  }
}

/** A driver of `postgres` whose instances a test plays; those that it has made, in order. */
export function driving<T extends ReturnType<ConstructorParameters<typeof PostgresDriver>[0]>>(
  Instance: new (settings: object) => T,
  options: object = {},
): { driver: PostgresDriver; made: T[] } {
  const made: T[] = [];
  const make = (settings: object): T => {
    const instance = new Instance(settings);
    made.push(instance);
    return instance;
  };
  return { driver: new PostgresDriver(make, options), made };
}

/** What PostgreSQL says when it refuses a statement. */
export const refusal = (code: string): Error => Object.assign(new Error('no'), { severity: 'ERROR', code });
