import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Kind, Store } from '../../src/index.ts';
import { parseCursor } from '../../src/core/position.ts';
import { memory } from '../../src/stores/memory/index.ts';
import { sqlite } from '../../src/stores/sqlite/index.ts';
import { Model } from './model.ts';

const NOW = Date.now();
const HOUR = 3_600_000;
const ISSUER = 'https://api.test';
const SUBJECTS = ['alice', 'bob'];
const folder = mkdtempSync(join(tmpdir(), 'curfew-model-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

interface Real {
  /** Two handles on the same data: each step uses one of them. */
  readonly handles: readonly [Store, Store];
  /** Where the feed has been read up to, and what it brought. */
  cursor: string | undefined;
  readonly fed: string[];
}

type Step = fc.AsyncCommand<Model, Real>;

class Open implements Step {
  readonly #handle: 0 | 1;
  readonly #subject: string;
  readonly #client: string;
  readonly #tenant: string;
  readonly #age: number;
  readonly #limit: number | undefined;

  constructor(
    handle: 0 | 1,
    subject: string,
    client: string,
    tenant: string,
    age: number,
    limit: number | undefined,
  ) {
    this.#handle = handle;
    this.#subject = subject;
    this.#client = client;
    this.#tenant = tenant;
    this.#age = age;
    this.#limit = limit;
  }

  check = (): boolean => true;

  async run(model: Model, real: Real): Promise<void> {
    const session = {
      id: `s${model.sessions.length}`,
      subject: this.#subject,
      client: this.#client,
      tenant: this.#tenant,
      startedAt: NOW - this.#age,
      expiresAt: NOW - this.#age + HOUR,
    };
    const limit = this.#limit === undefined ? undefined : ({ max: this.#limit, then: 'end-oldest' } as const);
    const full = { ...session, issuer: ISSUER, seenAt: session.startedAt, secret: 'secret' };
    const { opened, ended } = await real.handles[this.#handle].open(full, limit);
    expect(opened).toBe(true);
    expect(ended).toEqual(model.open(session, this.#limit));
    await compare(model, real);
  }

  toString = (): string => `open(${this.#subject}, age ${this.#age}, limit ${this.#limit})`;
}

class Append implements Step {
  readonly #handle: 0 | 1;
  readonly #kind: Kind;
  readonly #pick: number;
  readonly #except: number | undefined;

  constructor(handle: 0 | 1, kind: Kind, pick: number, except: number | undefined) {
    this.#handle = handle;
    this.#kind = kind;
    this.#pick = pick;
    this.#except = except;
  }

  check = (): boolean => true;

  async run(model: Model, real: Real): Promise<void> {
    const ids: Record<Kind, string[]> = {
      token: ['t0', 't1'],
      session: [...model.sessions.map(({ id }) => id), 'nobody'],
      subject: SUBJECTS,
      client: ['app', 'web'],
      tenant: ['acme', 'umbrella'],
      everything: ['*'],
    };
    const choices = ids[this.#kind];
    const id = choices[this.#pick % choices.length] ?? '';
    const cutoff = this.#kind !== 'token' && this.#kind !== 'session';
    const except = cutoff && this.#except !== undefined ? `s${this.#except}` : undefined;
    const issuer = this.#kind === 'everything' ? '*' : ISSUER;
    const fact = { kind: this.#kind, id, issuer, at: NOW, expiresAt: NOW + 3 * HOUR };
    await real.handles[this.#handle].append([{ ...fact, ...(except && { except }) }]);
    model.append(this.#kind, id, except);
    await compare(model, real);
  }

  toString = (): string => `append(${this.#kind} #${this.#pick}, except ${this.#except})`;
}

class Rotate implements Step {
  readonly #handle: 0 | 1;
  readonly #pick: number;
  readonly #behind: number;
  readonly #later: number;
  readonly #grace: number;

  constructor(handle: 0 | 1, pick: number, behind: number, later: number, grace: number) {
    this.#handle = handle;
    this.#pick = pick;
    this.#behind = behind;
    this.#later = later;
    this.#grace = grace;
  }

  check = (model: Readonly<Model>): boolean => model.sessions.length > 0;

  async run(model: Model, real: Real): Promise<void> {
    const session = model.sessions[this.#pick % model.sessions.length];
    if (!session) return;
    const generation = session.generation - this.#behind;
    const now = NOW + this.#later;
    const rotation = await real.handles[this.#handle].rotate(session.id, generation, now, this.#grace);
    expect(rotation).toBe(model.rotate(session.id, generation, now, this.#grace));
    await compare(model, real);
  }

  toString = (): string =>
    `rotate(#${this.#pick}, ${this.#behind} behind, ${this.#later} ms later, grace ${this.#grace})`;
}

/** Everything that can be asked of a store is what the model says. */
async function compare(model: Model, real: Real): Promise<void> {
  const [store, other] = real.handles;
  for (const subject of [...SUBJECTS, undefined]) {
    const listed = await other.sessions(subject);
    expect(listed.map(({ id }) => id)).toEqual(model.live(subject).map(({ id }) => id));
  }
  for (const session of model.sessions) {
    const stored = await store.session(session.id);
    expect(stored?.endedAt !== undefined, `${session.id} ended`).toBe(session.ended);
    expect(stored?.generation).toBe(session.generation);
    const began = parseCursor(stored?.began)?.position ?? { generation: -1, sequence: -1 };
    for (const token of ['t0', 't2']) {
      const { id, subject, client, tenant } = session;
      const fact = await other.find({ issuer: ISSUER, session: id, token, subject, client, tenant, began });
      expect(fact !== undefined, `${id} found dead`).toBe(model.isDead(session, token));
    }
  }
  const news = await store.changes(real.cursor);
  real.fed.push(...news.revocations.map((fact) => `${fact.kind} ${fact.id} ${fact.except}`));
  real.cursor = news.cursor;
  expect(real.fed).toEqual(model.facts.map((fact) => `${fact.kind} ${fact.id} ${fact.except}`));
}

const handle = fc.constantFrom<0 | 1>(0, 1);
const kind = fc.constantFrom<Kind>(
  'token',
  'session',
  'session',
  'subject',
  'client',
  'tenant',
  'everything',
);
const steps = [
  fc
    .tuple(
      handle,
      fc.constantFrom(...SUBJECTS),
      fc.constantFrom('app', 'web'),
      fc.constantFrom('acme', 'umbrella'),
      fc.nat(3),
      fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined, freq: 3 }),
    )
    .map((values) => new Open(...values)),
  fc
    .tuple(handle, kind, fc.nat(7), fc.option(fc.nat(5), { nil: undefined }))
    .map((values) => new Append(...values)),
  fc
    .tuple(
      handle,
      fc.nat(7),
      fc.constantFrom(0, 0, 0, 1, 1, 2, -1),
      fc.constantFrom(0, 0, 500, 2 * HOUR),
      fc.constantFrom(60_000, 60_000, -1),
    )
    .map((values) => new Rotate(...values)),
];

describe.each<[string, () => readonly [Store, Store], number]>([
  [
    'memory',
    () => {
      const store = memory();
      return [store, store];
    },
    400,
  ],
  [
    'sqlite',
    () => {
      const file = join(folder, `${(files += 1)}.db`);
      return [sqlite(file), sqlite(file)];
    },
    60,
  ],
])('%s', (_name, open, runs) => {
  it(`does what the model says, in ${runs} random histories`, { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(steps, { maxCommands: 40, size: 'max' }), async (commands) => {
        const handles = open();
        for (const one of handles) await one.attach(1_000);
        try {
          const setup = (): { model: Model; real: Real } => ({
            model: new Model(),
            real: { handles, cursor: undefined, fed: [] },
          });
          await fc.asyncModelRun(setup, commands);
        } finally {
          for (const one of handles) await one.close();
        }
      }),
      { numRuns: runs, seed: 20 },
    );
  });
});
