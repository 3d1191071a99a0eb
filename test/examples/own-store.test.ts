import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { storeContract } from 'curfew/testing';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { ConfigError, StoreUnavailable, type NewSession, type Revocation, type Store } from 'curfew';
import { journal } from '../../examples/own-store/journal-store.ts';
import { temporaryFolder } from '../support/processes.ts';
import { until } from '../support/until.ts';

const HOUR = 3_600_000;
const ISSUER = 'https://issuer.test';
const ROUNDS = 30;
const WRITER = new URL('own-store-writer.ts', import.meta.url).pathname;
const folder = temporaryFolder();
let names = 0;
afterAll(() => folder[Symbol.dispose]());
afterEach(() => vi.restoreAllMocks());

describe('the contract', () => {
  storeContract(it, (name) => journal(join(folder.path, name)));
});

it(`has all that it acknowledged after kill -9: ${ROUNDS} rounds`, { timeout: 120_000 }, async () => {
  const path = newPath();
  const said: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const writer = await startWriter(path);
    await until(() => writer.output().length > 500 + 97 * round);
    await kill(writer.child);
    said.push(...writer.output().split('\n').slice(0, -1));
    await using store = await joined(path);
    const alive = new Set((await store.sessions()).map(({ id }) => id));
    for (const [how, id = ''] of said.map((line) => line.split(' '))) {
      expect(alive.has(id), `${how} ${id} in round ${round}`).toBe(how === 'open');
      expect((await store.session(id))?.endedAt === undefined).toBe(how === 'open');
    }
  }
  expect(said.length).toBeGreaterThan(ROUNDS);
});

it('refuses a second process, and takes over from one that was killed', async () => {
  const path = newPath();
  const writer = await startWriter(path);
  await expect(journal(path).attach()).rejects.toThrow(ConfigError);
  await expect(journal(path).attach()).rejects.toThrow(`process ${writer.child.pid} uses this journal`);
  await kill(writer.child);
  const store = await joined(path);
  const refused = await startWriter(path);
  expect(refused.child.exitCode).toBe(1);
  expect(refused.errors()).toContain(`process ${process.pid} uses this journal`);
  await store[Symbol.asyncDispose]();
  const next = await startWriter(path);
  expect(next.child.exitCode).toBe(null);
  await kill(next.child);
});

it('answers when it is on the disk, and not before', async () => {
  await using store = await joined(newPath());
  let finish = (): void => undefined;
  const disk = new Promise<void>((resolve) => (finish = resolve));
  vi.spyOn(await handles(), 'sync').mockReturnValueOnce(disk);
  let answered = false;
  const appending = store.append([fact('s1')]).then(() => (answered = true));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(answered).toBe(false);
  finish();
  await appending;
});

it('has not done what it could not write, and goes on when the disk does', async () => {
  const path = newPath();
  const store = await joined(path);
  await store.append([fact('before')]);
  const prototype = await handles();
  vi.spyOn(prototype, 'appendFile').mockImplementationOnce(async () => {
    appendFileSync(path, 'half a li');
    throw new Error('ENOSPC');
  });
  await expect(store.append([fact('lost')])).rejects.toThrow(StoreUnavailable);
  vi.spyOn(prototype, 'sync').mockRejectedValueOnce(new Error('EIO'));
  await expect(store.append([fact('lost')])).rejects.toThrow(StoreUnavailable);
  await store.append([fact('after')]);
  expect(await named(store)).toEqual(['before', 'after']);
  await store[Symbol.asyncDispose]();
  await using again = await joined(path);
  expect(await named(again)).toEqual(['before', 'after']);
});

it('drops a line that was not finished: it was never acknowledged', async () => {
  const path = newPath();
  const store = await joined(path);
  await store.append([fact('whole')]);
  await store[Symbol.asyncDispose]();
  appendFileSync(path, readFileSync(path, 'utf8').slice(0, 40).trimEnd());
  const again = await joined(path);
  expect(await named(again)).toEqual(['whole']);
  await again.append([fact('next')]);
  await again[Symbol.asyncDispose]();
  await using third = await joined(path);
  expect(await named(third)).toEqual(['whole', 'next']);
});

it('begins a new file when much of the old one is over', { timeout: 60_000 }, async () => {
  const path = newPath();
  const store = await joined(path);
  const [kept, gone] = [session('kept'), session('gone')];
  for (const one of [kept, gone]) await store.open(one);
  await store.append([fact('gone')]);
  const before = statSync(path).ino;
  for (let step = 0; step < 1_100; step += 1) await store.touch(kept.id, kept.seenAt + 1 + step);
  expect(statSync(path).ino).not.toBe(before);
  expect(readFileSync(path, 'utf8').split('\n').length).toBeLessThan(200);
  const { cursor } = await store.changes();
  await store[Symbol.asyncDispose]();
  appendFileSync(`${path}.new`, 'a draft that a crash has left behind');
  await using again = await joined(path);
  expect((await again.changes()).cursor).toBe(cursor);
  expect((await again.session('kept'))?.seenAt).toBe(kept.seenAt + 1_100);
  expect((await again.session('gone'))?.endedAt).toBeDefined();
  expect(await named(again)).toEqual(['gone']);
});

it('is what the guide shows, to the letter', () => {
  const shown = [...readFileSync('docs/own-store.md', 'utf8').matchAll(/^```ts\n([^]*?)^```/gm)]
    .map(([, block = '']) => block)
    .filter((block) => !block.startsWith('import'));
  const files = readdirSync('examples/own-store').map((file) => `examples/own-store/${file}`);
  const code = files.map((file) => unspaced(readFileSync(file, 'utf8'))).join('\n');
  expect(shown.length).toBeGreaterThan(5);
  for (const block of shown) expect(code).toContain(unspaced(block));
});

/** The same however it was indented and broken into lines. */
function unspaced(text: string): string {
  return text.replaceAll(/\s+/g, '').replaceAll(/,(?=[)\]}])/g, '');
}

function newPath(): string {
  return join(folder.path, `${(names += 1)}.journal`);
}

async function joined(path: string): Promise<Store & AsyncDisposable> {
  const store = journal(path);
  await store.attach(1_000);
  return Object.assign(store, { [Symbol.asyncDispose]: () => store.close() });
}

/** What all file handles of this process have in common. */
async function handles(): Promise<FileHandle> {
  await using handle = await open(WRITER);
  return Object.getPrototypeOf(handle) as FileHandle;
}

interface Writer {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly errors: () => string;
}

/** Resolves when it has written something, or has ended. */
async function startWriter(path: string): Promise<Writer> {
  const child = spawn(process.execPath, [WRITER, path]);
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
  return { child, output: () => output, errors: () => errors };
}

async function kill(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}

async function named(store: Store): Promise<string[]> {
  return (await store.changes()).revocations.map(({ id }) => id);
}

function fact(id: string): Revocation {
  const now = Date.now();
  return { kind: 'session', id, issuer: ISSUER, at: now, expiresAt: now + HOUR };
}

function session(id: string): NewSession {
  const now = Date.now();
  const times = { startedAt: now, seenAt: now, expiresAt: now + HOUR };
  return { id, issuer: ISSUER, subject: 'alice', secret: 'secret', ...times };
}
