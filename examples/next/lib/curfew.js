import { existsSync, readFileSync } from 'node:fs';
import { createCurfew, generateKey } from 'curfew';
import { onePerProcess, sessionCookies } from 'curfew/next';
import { sqlite } from 'curfew/stores/sqlite';

/** `npx curfew keys --out keys.json` makes that file. Without it, a restart signs everybody out. */
async function keys() {
  return existsSync('keys.json') ? JSON.parse(readFileSync('keys.json', 'utf8')) : generateKey();
}

// #region quick start
export const options = { cookies: sessionCookies() };
export const curfew = onePerProcess(() =>
  createCurfew({
    store: sqlite(process.env['CURFEW_DB'] ?? 'app.db'),
    issuer: { name: 'https://app.example.com', audience: 'app', keys },
  }),
);
// #endregion
