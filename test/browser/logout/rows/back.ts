import { isOfChromium } from '../../../support/browser/chromium.ts';
import type { Tab } from '../../../support/browser/tab.ts';
import { film, redFrames } from '../film.ts';
import type { Row } from '../row.ts';
import { ALICE, login, logout, ready, secretShown, type Scene } from '../scene.ts';

const CACHES = ['', 'no-cache', 'no-store'];
const SECRET = 'a frame with the secret';
const LEFT_OVER = 'a frame that the browser had left over, after a logout on another device';

interface Back {
  /** The page was in the back/forward cache. */
  readonly kept: boolean;
  /** The page had the secret to be seen, in some animation frame. */
  readonly shown: boolean;
  /** The browser has drawn it. */
  readonly drawn: boolean;
}

/** Goes back that many pages. The film is looked at in a page that stays where it is. */
async function goBack(scene: Scene, page: Tab, bystander: Tab, steps = 1): Promise<Back> {
  const { faults } = scene.server;
  // Pages tell the server: in Firefox a page that was kept does not see what others have stored since.
  const [shows, secrets] = [faults.of('GET /shown').length, faults.of('GET /secret-shown').length];
  await using taken = await film(page);
  await page.evaluate((count) => void setTimeout(() => history.go(-count)), steps);
  await faults.arrived('GET /shown', shows + 1);
  await page.waitForFunction(() => location.pathname === '/login' || window.shown?.length > 8, undefined);
  return {
    kept: faults.of('GET /shown')[shows]?.url === '/shown?kept',
    shown: faults.of('GET /secret-shown').length > secrets,
    drawn: (await redFrames(bystander, taken.frames)) > 0,
  };
}

/** Logs in once more; with Curfew once the tab knows that it is signed out, as the usual thunk never does. */
async function loginAgain(scene: Scene, page: Tab): Promise<void> {
  if (scene.app === 'curfew') {
    await page.evaluate(async () => {
      if (window.app.signedIn()) await window.app.ask('/api/me');
    });
  }
  await login(page);
}

export const backButton: Row = {
  number: 11,
  name: 'The back button, after a logout in this tab, in another and on another device',
  usual: [],
  firefox: 'always',
  server: { secure: true },
  async run(scene) {
    const note = ({ kept, shown, drawn }: Back): void => {
      scene.note(SECRET, shown || drawn);
      scene.finding.count('out of the back/forward cache', kept);
    };
    const profile = await scene.profile();
    const other = await scene.tab('/app', profile);
    let keptAlone = false;
    for (const cache of CACHES) {
      const path = `/app?then=/login&cache=${cache}`;
      // A page that has itself fetched something with `no-store` is not kept: these only show what is stored.
      const showing = async (): Promise<Tab> => {
        await loginAgain(scene, other);
        const page = await scene.tab(path, profile);
        await secretShown(page);
        return page;
      };
      const page = await showing();
      await page.goto(`${scene.server.url}/about`);
      await logout(other);
      note(await goBack(scene, page, other));
      await page.close();

      const alone = await showing();
      await alone.goto(`${scene.server.url}/about`);
      await scene.server.curfew.revoke({ subject: ALICE });
      const back = await goBack(scene, alone, other);
      // Word of another tab has Chromium drop what it keeps. Here nothing does, and the page itself has to see to it.
      // Loaded anew, it cannot know what the server does.
      if (back.kept) note({ ...back, drawn: false });
      // The first that Chromium draws may be what it had drawn before the page was left: a veil comes too late for that.
      if (back.kept) scene.finding.count(LEFT_OVER, back.drawn);
      keptAlone ||= back.kept;
      await alone.close();

      const left = await showing();
      await left.goto(`${scene.server.url}${path}&second`);
      await ready(left);
      await logout(left).catch(() => undefined);
      await left.waitForFunction(() => location.pathname === '/login', undefined);
      // The usual way to the login leaves the page that logged out in the history.
      note(await goBack(scene, left, other, scene.app === 'usual' ? 2 : 1));
      await left.close();
    }
    if (isOfChromium(other)) scene.note('no page was kept, so that no veil was tried', !keptAlone);
  },
};
