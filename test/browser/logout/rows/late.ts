import { setTimeout as pause } from 'node:timers/promises';
import type { Tab } from '../../../support/browser/tab.ts';
import type { Row } from '../row.ts';
import { disk, EMAIL, hasToken, logout, memory, reload, signedIn, type Scene } from '../scene.ts';

/** Once what settled has been dealt with, redux-persist has written it. */
async function written(page: Tab): Promise<void> {
  await page.evaluate(async () => {
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setTimeout(resolve));
  });
}

async function noteWhatIsLeft(scene: Scene, page: Tab): Promise<void> {
  for (const [library, held] of Object.entries(await memory(page)))
    scene.note(`${library} has the e-mail`, held.includes(EMAIL));
  scene.note('e-mail on the disk', (await disk(page)).includes(EMAIL));
}

export const lateAnswers: Row = {
  number: 6,
  name: 'Answers that come after the logout',
  usual: ['redux has the e-mail', 'e-mail on the disk'],
  firefox: 'comparison',
  async run(scene) {
    const { faults } = scene.server;
    const page = await scene.signedIn();
    const [release, releaseApollo] = [
      faults.holdAnswers('GET /api/late'),
      faults.holdAnswers('POST /graphql'),
    ];
    const late = page.evaluate(() => window.app.late()).catch(() => undefined);
    // A thunk, RTK Query, TanStack, and one for both Zustand and Jotai; and Apollo.
    await Promise.all([faults.arrived('GET /api/late', 4), faults.arrived('POST /graphql')]);
    await logout(page);
    release();
    releaseApollo();
    await late;
    await written(page);
    await noteWhatIsLeft(scene, page);
    await reload(page);
    scene.note('e-mail back after a reload', JSON.stringify(await memory(page)).includes(EMAIL));
  },
};

export const refreshInFlight: Row = {
  number: 7,
  name: 'A refresh is in flight at the logout',
  usual: ['token on the disk', 'signed in after a reload'],
  firefox: 'comparison',
  async run(scene) {
    const { server } = scene;
    const page = await scene.signedIn();
    server.expireTokens();
    const release = server.faults.holdAnswers('POST /auth/refresh');
    const asked = page.evaluate(() => window.app.ask('/api/me')).catch(() => undefined);
    await server.faults.arrived('POST /auth/refresh');
    await logout(page);
    release();
    // The usual interceptor goes on trying for ever.
    await scene.inTime(asked);
    await written(page);
    scene.note('token on the disk', hasToken(await disk(page)));
    scene.note('signed in', await signedIn(page));
    await reload(page);
    scene.note('signed in after a reload', await signedIn(page));
    scene.note('alive at the server', await scene.aliveAtServer());
  },
};

const MOST = 2;

export const refusedLogout: Row = {
  number: 8,
  name: 'The logout is answered 401, and so is the refresh',
  usual: [`more than ${MOST} requests in 1.5 s`],
  firefox: 'comparison',
  async run(scene) {
    const { faults } = scene.server;
    const page = await scene.signedIn();
    faults.set('POST /auth/logout', 401);
    faults.set('POST /auth/refresh', 401);
    await page.evaluate(() => void window.app.logout().catch(() => undefined));
    const asked = (): number =>
      faults.of('POST /auth/logout').length + faults.of('POST /auth/refresh').length;
    await faults.arrived('POST /auth/logout');
    await pause(1_500);
    scene.note(`more than ${MOST} requests in 1.5 s`, asked() > MOST);
    scene.finding.measured.push(`${asked()} ${asked() === 1 ? 'request' : 'requests'}`);
  },
};
