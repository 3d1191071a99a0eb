import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../core/errors.ts';
import type { Connection, Rows } from './connection.ts';
import { Database } from './database.ts';
import { migrate, newestVersion } from './migrate.ts';

const NEWEST = readdirSync(new URL('./', import.meta.url)).filter((name) => /^\d{4}\.sql$/.test(name)).length;

/** A database that may hold the schema, in some version, or only its name. */
class Held {
  readonly asked: { text: string; values: readonly string[] }[] = [];
  /** Undefined: the tables are not there. */
  version: number | undefined;
  isThere: boolean;
  /** Another process makes that version while this one waits for the lock. */
  meanwhile: number | undefined;
  isEmpty = false;

  constructor(version?: number, isThere = version !== undefined) {
    this.version = version;
    this.isThere = isThere;
  }

  get database(): Database {
    const connection: Connection = {
      query: async (text, values = []) => {
        this.asked.push({ text, values });
        return this.#answer(text, values);
      },
      listen: () => Promise.reject(new Error('nobody listens here')),
      release: () => undefined,
      destroy: () => undefined,
    };
    const driver = {
      connect: async () => connection,
      distrust: () => undefined,
      close: async () => undefined,
    };
    return new Database('app', driver);
  }

  #answer(text: string, [name]: readonly string[]): Rows {
    if (text.includes('pg_advisory_xact_lock')) {
      this.version = this.meanwhile ?? this.version;
      return [];
    }
    if (text.includes('FROM pg_class')) return name === 'app' && this.version !== undefined ? [{}] : [];
    if (text.includes('FROM "app".head')) return this.isEmpty ? [] : [{ version: String(this.version) }];
    if (text.includes('FROM pg_namespace')) return name === 'app' && this.isThere ? [{}] : [];
    return [];
  }

  /** What it was told to do, each by its first words. */
  get done(): string[] {
    return this.asked.map(({ text }) =>
      text
        .trim()
        .split(/[\s(;]+/)
        .slice(0, 2)
        .join(' '),
    );
  }
}

/** The statements that look which version there is. */
const [LOOK, READ] = ['SELECT 1', 'SELECT schema::text'];
/** Where each script begins. */
const SCRIPT = /^--/;

describe('the schema', () => {
  it('is left as it is when it is of this version', async () => {
    const held = new Held(NEWEST);
    await migrate(held.database);
    expect(newestVersion()).toBe(NEWEST);
    expect(held.done).toEqual(['BEGIN ISOLATION', LOOK, READ, 'COMMIT']);
  });

  it('is made where there is none, in one transaction, under a lock', async () => {
    const held = new Held();
    await migrate(held.database);
    expect(held.done.slice(0, 7)).toEqual([
      'BEGIN ISOLATION',
      LOOK,
      'COMMIT',
      'BEGIN ISOLATION',
      'SELECT pg_advisory_xact_lock',
      LOOK,
      LOOK,
    ]);
    expect(held.asked[7]?.text).toBe('CREATE SCHEMA IF NOT EXISTS "app"');
    expect(held.asked.filter(({ text }) => SCRIPT.test(text))).toHaveLength(NEWEST);
    expect(held.done.slice(-2)).toEqual(['INSERT INTO', 'COMMIT']);
    const first = held.asked.at(-2);
    expect(first?.text).toContain('INSERT INTO "app".head');
    expect(first?.values).toEqual([String(NEWEST), expect.stringMatching(/^[\da-z]{8}-[\w-]{12}$/)]);
    const all = held.asked.map(({ text }) => text).join('\n');
    expect(all).toContain('CREATE TABLE "app".head');
    expect(all).not.toMatch(/curfew\./);
  });

  it('is put into a schema that the operator has made', async () => {
    const held = new Held(undefined, true);
    await migrate(held.database);
    expect(held.done).not.toContain('CREATE SCHEMA');
    expect(held.asked.filter(({ text }) => SCRIPT.test(text))).toHaveLength(NEWEST);
  });

  it('is taken further from where it is', async () => {
    const held = new Held(NEWEST - 2);
    await migrate(held.database);
    expect(held.asked.filter(({ text }) => SCRIPT.test(text))).toHaveLength(2);
    const last = held.asked.at(-2);
    expect(last?.text).toContain('UPDATE "app".head SET schema');
    expect(last?.values).toEqual([String(NEWEST)]);
    expect(held.done.at(-1)).toBe('COMMIT');
    expect(held.done).not.toContain('INSERT INTO');
  });

  it('is left to whoever was faster', async () => {
    for (const meanwhile of [NEWEST, NEWEST + 1]) {
      const held = new Held();
      held.meanwhile = meanwhile;
      await migrate(held.database);
      expect(held.done.slice(3)).toEqual([
        'BEGIN ISOLATION',
        'SELECT pg_advisory_xact_lock',
        LOOK,
        READ,
        'COMMIT',
      ]);
    }
  });

  it('is not touched when a newer Curfew wrote it, or when it is not whole', async () => {
    const newer = new Held(NEWEST + 1);
    const refused = migrate(newer.database);
    await expect(refused).rejects.toBeInstanceOf(ConfigError);
    await expect(refused).rejects.toThrow(`newer Curfew (version ${NEWEST + 1}, this one knows ${NEWEST})`);
    const empty = new Held(1);
    empty.isEmpty = true;
    const broken = migrate(empty.database);
    await expect(broken).rejects.toBeInstanceOf(ConfigError);
    await expect(broken).rejects.toThrow('"app".head is empty: drop the schema "app" to begin anew');
    for (const { asked } of [newer, empty]) expect(asked.some(({ text }) => SCRIPT.test(text))).toBe(false);
  });
});
