/**
 * A long download that breaks off at the logout, and a job that stops: `node examples/download.ts`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { createCurfew, generateKey, type SigningKey } from 'curfew';
import { guard, routes } from 'curfew/express';
import { tie } from 'curfew/http';
import { sqlite } from 'curfew/stores/sqlite';
import express from 'express';

const keys = existsSync('keys.json')
  ? (JSON.parse(readFileSync('keys.json', 'utf8')) as SigningKey[])
  : [await generateKey()];
const curfew = createCurfew({
  store: sqlite(process.env['CURFEW_DB'] ?? 'app.db'),
  issuer: { name: 'https://api.example.com', audience: 'api', keys },
});

const app = express();
app.post('/login', async (_req, res) => res.json(await curfew.issue({ subject: 'alice' }))); // check who it is
app.use('/auth', routes(curfew));
app.use(guard(curfew));

app.get('/download', async (req, res) => {
  res.type('text/csv');
  // What is under way is destroyed, so that nobody takes half a file for a whole one.
  await pipeline(Readable.from(rows()), res, { signal: req.auth.signal }).catch(() => undefined);
});

app.get('/job', async (req, res) => {
  const job = new Job();
  // Anything that can be stopped can be tied to a token, and is untied when the block is left.
  using _tied = tie(req.auth, () => job.stop());
  res.json({ done: await job.run() });
});

/** Yours: a file, an export, a proxied body. */
async function* rows(): AsyncGenerator<string> {
  for (let row = 0; row < 1_000; row += 1) {
    yield `${row},${'x'.repeat(100)}\n`;
    await wait(5);
  }
}

/** Yours: whatever takes long. */
class Job {
  #isWanted = true;

  stop(): void {
    this.#isWanted = false;
  }

  async run(): Promise<number> {
    for (let done = 0; done < 1_000; done += 1) {
      if (!this.#isWanted) return done;
      await wait(5);
    }
    return 1_000;
  }
}

export const server = app.listen(Number(process.env['PORT'] ?? 3000));
server.on('close', () => void curfew.close());
