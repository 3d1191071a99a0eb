import { emailOf } from '../../../support/browser/server.ts';
import type { Tab } from '../../../support/browser/tab.ts';
import type { Row } from '../row.ts';
import { disk, EMAIL, hasToken, logout, memory, reload, signedIn, type Scene } from '../scene.ts';

/** What the logout answers, as JSON; undefined when it takes too long. */
function logoutInTime(scene: Scene, page: Tab): Promise<string | undefined> {
  const done = page.evaluate(() => window.app.logout().then((report) => JSON.stringify(report) ?? ''));
  return scene.inTime(
    done.catch(() => undefined),
    1_500,
  );
}

/** Opens the database `acme`, puts a row into it when there is none, and keeps it open. */
function openDatabase(page: Tab): Promise<void> {
  return page.evaluate(
    (email) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('acme', 1);
        opening.addEventListener('upgradeneeded', () =>
          opening.result.createObjectStore('people').add(email, 1),
        );
        opening.addEventListener('success', () => {
          Object.assign(window, { database: opening.result });
          resolve();
        });
        opening.addEventListener('error', reject);
      }),
    EMAIL,
  );
}

function rowsIn(page: Tab): Promise<number> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const { database } = window as unknown as { database: IDBDatabase };
        const counting = database.transaction('people').objectStore('people').count();
        counting.addEventListener('success', () => resolve(counting.result));
      }),
  );
}

export const databaseInUse: Row = {
  number: 13,
  name: 'Another tab has the IndexedDB open',
  usual: ['the logout hangs', 'rows left'],
  firefox: 'comparison',
  async run(scene) {
    const profile = await scene.profile();
    const there = await scene.tab('/app', profile);
    await openDatabase(there);
    const page = await scene.signedIn('/app?database', profile);
    const report = await logoutInTime(scene, page);
    scene.note('the logout hangs', report === undefined);
    scene.note('rows left', (await rowsIn(there)) > 0);
    if (scene.app === 'curfew') scene.note('not clean', report?.includes('"local":"clean"') !== true);
  },
};

export const clearSiteData: Row = {
  number: 14,
  name: '`Clear-Site-Data: "storage"`, and another tab goes on',
  usual: ['token on the disk', 'signed in after a reload'],
  server: { clearsStorage: true },
  firefox: 'comparison',
  async run(scene) {
    await clearedBySite(scene, '/app');
    if (scene.app === 'curfew') await clearedBySite(scene, '/app?cookies');
  },
};

async function clearedBySite(scene: Scene, path: string): Promise<void> {
  const profile = await scene.profile();
  const page = await scene.signedIn(path, profile);
  const there = await scene.tab(path, profile);
  await page.evaluate(() => localStorage.setItem('something else', 'is there'));
  await logout(page);
  // Only then is something proved.
  await page.waitForFunction(() => localStorage.getItem('something else') === null, undefined);
  await there.evaluate(async () => {
    window.app.act();
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
  scene.note('token on the disk', hasToken(await disk(page)));
  scene.note('the other tab is signed in', await signedIn(there));
  await Promise.all([reload(page), reload(there)]);
  scene.note('signed in after a reload', (await signedIn(page)) || (await signedIn(there)));
}

const BOB = 'bob';

export const nextPerson: Row = {
  number: 16,
  name: 'Somebody else logs in',
  usual: ['e-mail of the first in memory', 'e-mail of the first on the disk'],
  firefox: 'comparison',
  async run(scene) {
    const page = await scene.signedIn();
    await page.evaluate(() => window.app.late());
    await logout(page);
    await page.evaluate(async (bob) => {
      // Before anything of the new person has come.
      Object.assign(window, { early: undefined });
      const login = window.app.login(bob);
      window.app.act();
      Object.assign(window, { early: JSON.stringify([window.app.memory(), localStorage]) });
      await login;
    }, BOB);
    const early = await page.evaluate(() => (window as unknown as { early: string }).early);
    scene.note('e-mail of the first while the second logs in', early.includes(EMAIL));
    await page.waitForFunction(
      (email) => localStorage.getItem('persist:root')?.includes(email),
      emailOf(BOB),
    );
    scene.note('e-mail of the first in memory', JSON.stringify(await memory(page)).includes(EMAIL));
    scene.note('e-mail of the first on the disk', (await disk(page)).includes(EMAIL));
    await reload(page);
    scene.note('the second is not remembered', !JSON.stringify(await memory(page)).includes(emailOf(BOB)));
    scene.note('the second is not signed in', !(await signedIn(page)));
  },
};

export const brokenStep: Row = {
  number: 17,
  name: 'One step of the clean-up throws, or hangs',
  usual: ['e-mail on the disk', 'a step that hangs: no end'],
  firefox: 'comparison',
  async run(scene) {
    for (const [broken, what] of [
      ['throw', 'throws'],
      ['hang', 'hangs'],
    ] as const) {
      const page = await scene.signedIn(`/app?broken=${broken}`);
      const report = await logoutInTime(scene, page);
      scene.note(`a step that ${what}: no end`, report === undefined);
      scene.note('e-mail on the disk', (await disk(page)).includes(EMAIL));
      scene.note('token on the disk', hasToken(await disk(page)));
      if (scene.app !== 'curfew') continue;
      const told = report?.includes('"local":"partial"') === true && report.includes('"step":"broken"');
      scene.note('not reported', !told);
    }
  },
};
