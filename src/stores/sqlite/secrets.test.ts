import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/processes.ts';
import { attached, fact, newSession } from '../../../test/support/stores.ts';
import { sqlite } from './index.ts';

it('says what went wrong without a value of a row or a call', async () => {
  using folder = temporaryFolder();
  const db = join(folder.path, 'app.db');
  await using store = await attached(sqlite(db));
  const secret = 'the-secret-of-a-session';
  const values = { id: 'sid-of-somebody', subject: 'somebody', secret, client: 'client-of-somebody' };
  const [kept, next] = [
    newSession(values),
    newSession({ ...values, id: 'sid-of-another', device: { name: 'phone of somebody' } }),
  ];
  await store.open(kept);
  const application = new DatabaseSync(db);
  application.exec(
    `CREATE TRIGGER refuse BEFORE INSERT ON curfew_session WHEN new.id = '${next.id}'
      BEGIN SELECT RAISE(ABORT, 'no room for the-secret-of-a-session of somebody'); END;
    CREATE TRIGGER check_fact BEFORE INSERT ON curfew_revocation BEGIN SELECT json(new.id); END`,
  );
  const failures = [store.open(kept), store.open(next), store.append([fact('somebody')])];
  const errors = await Promise.all(failures.map((one) => one.catch((error: unknown) => error)));
  application.exec(`UPDATE curfew_session SET claims = 'somebody: ${secret}'`);
  application.close();
  errors.push(await store.session(kept.id).catch((error: unknown) => error));
  for (const error of errors) {
    expect(error).toMatchObject({ code: 'ERR_STORE_UNAVAILABLE' });
    expect(error).not.toHaveProperty('cause');
    expect(inspect(error, { depth: 10 })).not.toMatch(/the-secret|of-somebody|of-another|of somebody/);
  }
  expect(String(errors[0])).toMatch(/constraint failed/);
});
