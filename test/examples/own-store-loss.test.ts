import { copyFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreUnavailable, type Store } from 'curfew';
import { expect, it } from 'vitest';
import { journal } from '../../examples/own-store/journal-store.ts';
import { codeOf, node, pause } from '../support/node.ts';
import { temporaryFolder } from '../support/processes.ts';

const HOUR = 3_600_000;

/** A journal with a session and three facts in it; answers its path and the cursor at its end. */
async function written(folder: string): Promise<{ path: string; cursor: string }> {
  const path = join(folder, 'app.journal');
  const store = journal(path);
  await store.attach(1_000);
  const now = Date.now();
  for (const id of ['s1', 's2', 's3']) {
    await store.append([{ kind: 'session', id, issuer: '*', at: now, expiresAt: now + HOUR }]);
  }
  const { cursor } = await store.changes();
  await store.close();
  return { path, cursor };
}

async function reasonOf(work: Promise<unknown>): Promise<string | undefined> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof StoreUnavailable ? error.doubt?.reason : String(error);
}

/** Changes the lines of a file in its place, the last of which is empty. */
function change(path: string, how: (lines: string[]) => string[]): void {
  writeFileSync(path, how(readFileSync(path, 'utf8').split('\n')).join('\n'));
}

it.each<[string, number, (lines: string[]) => string[]]>([
  ['with a letter changed', 3, (lines) => lines.with(2, lines[2]?.replace('s2', 's9') ?? '')],
  ['missing', 3, (lines) => lines.toSpliced(2, 1)],
  ['twice', 4, (lines) => lines.toSpliced(2, 0, lines[2] ?? '')],
  ['of zeros', 3, (lines) => lines.with(2, '\0'.repeat(100))],
])(
  'doubts a journal with a line in the middle %s, until somebody ends the doubt',
  async (_how, number, how) => {
    using folder = temporaryFolder();
    const { path } = await written(folder.path);
    change(path, how);
    for (let start = 0; start < 2; start += 1) {
      const store = journal(path);
      expect(await reasonOf(store.attach(1_000))).toBe(`line ${number} of the journal is broken`);
      expect(await reasonOf(store.changes())).toBe(`line ${number} of the journal is broken`);
      await store.close();
    }
    expect(readFileSync(`${path}.doubted`, 'utf8')).not.toBe(readFileSync(path, 'utf8'));
  },
);

it('doubts a journal without a first line', async () => {
  using folder = temporaryFolder();
  const { path } = await written(folder.path);
  writeFileSync(path, '');
  const store = journal(path);
  expect(await reasonOf(store.attach(1_000))).toBe('the journal is broken: it has no first line');
  await store.close();
});

it('doubts a journal that is shorter than a place somebody has seen', async () => {
  using folder = temporaryFolder();
  const { path, cursor } = await written(folder.path);
  change(path, (lines) => lines.toSpliced(-2, 1));
  const store = journal(path);
  await store.attach(1_000);
  expect(await reasonOf(store.changes(cursor))).toBe('its log is shorter than it was');
  expect(await reasonOf(store.append([]))).toBe('its log is shorter than it was');
  await store.close();
});

it('knows a copy from the file itself, and ends what was bound to it when nobody can vouch', async () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'app.journal');
  const first = await node({ store: journal(path) });
  const [dead, alive] = [await first.issue({ subject: 'alice' }), await first.issue({ subject: 'bob' })];
  await first.close();
  copyFileSync(path, `${path}.backup`);

  const second = await node({ store: journal(path) });
  await second.logout(dead.accessToken);
  await second.close();
  renameSync(`${path}.backup`, path);

  await using third = await node({ store: journal(path) });
  for (const { accessToken, refreshToken } of [dead, alive]) {
    expect(await codeOf(third.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
    expect(await codeOf(third.refresh(refreshToken))).toMatch(/^ERR_TOKEN_/);
  }
  expect((await third.verify((await third.issue({ subject: 'bob' })).accessToken)).subject).toBe('bob');
});

it.each<[string, (path: string) => void]>([
  ['put in its place', (path) => renameSync(`${path}.backup`, path)],
  ['copied over it', (path) => copyFileSync(`${path}.backup`, path)],
  ['nowhere, and the journal removed', (path) => rmSync(path)],
])('is put back by the node that runs when an older copy is %s', { timeout: 20_000 }, async (_how, lose) => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'app.journal');
  const first = await node({ store: journal(path) });
  const dead = await first.issue({ subject: 'alice' });
  await first.close();
  copyFileSync(path, `${path}.backup`);

  const running = await node({ store: journal(path) });
  const events: string[] = [];
  running.on('amnesia', () => events.push('amnesia'));
  running.on('restored', ({ reason }) => events.push(reason));
  const alive = await running.issue({ subject: 'bob' });
  const rotated = await running.refresh(alive.refreshToken);
  await running.verify(rotated.accessToken);
  await running.logout(dead.accessToken);
  await pause(300);
  lose(path);
  await expect.poll(() => events, { timeout: 10_000 }).toEqual(['the file was replaced, changed or removed']);
  await expect.poll(() => codeOf(running.verify(rotated.accessToken))).toBe('fulfilled');
  expect(await codeOf(running.verify(dead.accessToken))).toBe('ERR_TOKEN_REVOKED');
  await running.refresh(rotated.refreshToken);
  await running.close();

  await using again = await node({ store: journal(path) });
  expect(await codeOf(again.verify(dead.accessToken))).toBe('ERR_TOKEN_REVOKED');
  expect(await codeOf(again.refresh(dead.refreshToken))).toMatch(/^ERR_/);
  expect(await codeOf(again.verify(rotated.accessToken))).toBe('fulfilled');
});

it('acknowledges nothing that went into a file which was replaced meanwhile', async () => {
  using folder = temporaryFolder();
  const { path } = await written(folder.path);
  const store = journal(path);
  await store.attach(1_000);
  const now = Date.now();
  const late = { kind: 'session', id: 's4', issuer: '*', at: now, expiresAt: now + HOUR } as const;
  // This is called when the line is made: behind the look at the file, and before the line is written.
  const fact = { ...late, toJSON: () => (replace(path), late) };
  expect(await codeOf(store.append([fact]))).toBe('ERR_STORE_UNAVAILABLE');
  expect((await placed(store)).includes('s4')).toBe(false);
  await store.close();
});

function replace(path: string): void {
  copyFileSync(path, `${path}.copy`);
  renameSync(`${path}.copy`, path);
}

async function placed(store: Store): Promise<string[]> {
  return (await store.changes()).revocations.map(({ id }) => id);
}
