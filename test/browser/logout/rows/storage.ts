import { setTimeout as pause } from 'node:timers/promises';
import type { Row } from '../row.ts';
import {
  disk,
  EMAIL,
  hasToken,
  login,
  logout,
  memory,
  reload,
  signedIn,
  times,
  type Scene,
} from '../scene.ts';

const TOKEN = 'token on the disk';
const BACK = 'signed in after a reload';
const MAIL = 'e-mail back after a reload';

/** How many slices redux-persist writes, one after another, each after its throttle. */
const SLICES = 4;

async function logOutWhileWriting(scene: Scene, throttle: number, paused: string): Promise<void> {
  // Some advise to pause redux-persist first.
  const after = paused === '' ? '' : ' after `pause()`';
  const page = await scene.tab(`/app?throttle=${throttle}${paused}`);
  for (let at = 0; at < (throttle === 0 ? 3 : 2); at += 1) {
    await page.evaluate(async () => {
      await window.app.login('alice');
      window.app.act();
      await window.app.logout();
    });
    await pause(SLICES * (throttle + 10));
    if (scene.app === 'usual' && paused === '')
      await scene.comesTrue(async () => (await disk(page)).includes(EMAIL), 5_000);
    scene.note(TOKEN + after, hasToken(await disk(page)));
    await reload(page);
    scene.note(BACK + after, await signedIn(page));
    scene.note(MAIL + after, JSON.stringify(await memory(page)).includes(EMAIL));
  }
}

export const pendingWrite: Row = {
  number: 1,
  name: 'A write is pending at the logout',
  usual: [MAIL],
  firefox: 'comparison',
  async run(scene) {
    const settings = [0, 500].flatMap((throttle) => [
      { throttle, paused: '' },
      { throttle, paused: '&pause' },
    ]);
    await Promise.all(settings.map(({ throttle, paused }) => logOutWhileWriting(scene, throttle, paused)));
  },
};

export const otherTabWrites: Row = {
  number: 2,
  name: 'Another tab goes on with its own actions',
  usual: [TOKEN, BACK],
  firefox: 'always',
  async run(scene) {
    // In Firefox, which has windows for tabs, that often for the comparison alone.
    const tries = scene.app === 'usual' ? 6 : scene.isBrief ? 10 : 30;
    await times(2, async () => {
      const profile = await scene.profile();
      const [here, there] = [await scene.tab('/app', profile), await scene.tab('/app', profile)];
      for (let at = 1; at <= tries / 2; at += 1) {
        await login(here);
        await reload(there);
        await there.evaluate(() => {
          const timer = setInterval(() => window.app.act());
          window.stop = () => clearInterval(timer);
        });
        await logout(here);
        // Some of its actions come after the logout.
        await there.evaluate(async () => {
          for (let more = 0; more < 5; more += 1) {
            window.app.act();
            await new Promise((resolve) => setTimeout(resolve, 5));
          }
          window.stop();
        });
        if (scene.app === 'usual') await scene.comesTrue(async () => hasToken(await disk(here)), 5_000);
        scene.note(TOKEN, hasToken(await disk(here)));
        if (scene.app === 'curfew' && at % 5 !== 0) continue;
        await reload(here);
        scene.note(BACK, await signedIn(here));
      }
    });
  },
};

export const serverHangs: Row = {
  number: 3,
  name: 'The server never answers the logout',
  usual: ['something stored after 100 ms', 'signed in again in a new tab'],
  alone: true,
  firefox: 'always',
  async run(scene) {
    scene.server.faults.set('POST /auth/logout', 'hang');
    const profile = await scene.profile();
    const page = await scene.signedIn('/app?timeout=400', profile);
    const { stored, report } = await page.evaluate(async () => {
      const done = window.app.logout();
      await new Promise((resolve) => setTimeout(resolve, 100));
      const left = JSON.stringify(localStorage);
      const second = new Promise((resolve) => setTimeout(resolve, 1_400, 'nothing'));
      return { stored: left, report: await Promise.race([done, second]) };
    });
    scene.note('something stored after 100 ms', hasToken(stored) || stored.includes(EMAIL));
    const queued = JSON.stringify(report).includes('"server":"queued"');
    scene.note('no report at the timeout', !queued);
    if (queued) scene.finding.measured.push('`queued` at the timeout');
    await page.close();
    scene.note('signed in again in a new tab', await signedIn(await scene.tab('/app', profile)));
  },
};
