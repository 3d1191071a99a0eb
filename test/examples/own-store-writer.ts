/**
 * A process of its own that opens sessions in the journal at `argv[2]` and ends every other one, until it is killed. It
 * prints `open <id>` and `ended <id>`, each behind the answer of the store.
 */
import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';

const sources = new URL('../../src/index.ts', import.meta.url).href;
registerHooks({ resolve: (name, context, next) => next(name === 'curfew' ? sources : name, context) });
const { journal } = await import('../../examples/own-store/journal-store.ts');

const HOUR = 3_600_000;
const store = journal(process.argv[2] ?? '');
await store.attach(100);
for (;;) {
  const [id, now] = [crypto.randomUUID(), Date.now()];
  const issuer = 'https://issuer.test';
  const times = { startedAt: now, seenAt: now, expiresAt: now + HOUR };
  await store.open({ id, issuer, subject: 'alice', secret: 'secret', ...times });
  writeSync(1, `open ${id}\n`);
  const other = crypto.randomUUID();
  await store.open({ id: other, issuer, subject: 'alice', secret: 'secret', ...times });
  await store.append([{ kind: 'session', id: other, issuer, at: now, expiresAt: now + HOUR }]);
  writeSync(1, `ended ${other}\n`);
}
