import type { Tab } from '../../../support/browser/tab.ts';
import { until } from '../../../support/until.ts';
import type { Row } from '../row.ts';
import { ALICE, login, reload, secretShown, type Scene } from '../scene.ts';

const TABS = 5;

async function tabsOf(scene: Scene): Promise<Tab[]> {
  const profile = await scene.profile();
  const pages = [await scene.signedIn('/app?tab=0', profile)];
  for (let at = 1; at < TABS; at += 1) pages.push(await scene.tab(`/app?tab=${at}`, profile));
  return pages;
}

export const oneRefresh: Row = {
  number: 9,
  name: 'Five tabs with an expired token',
  usual: ['more than one refresh'],
  firefox: 'comparison',
  async run(scene) {
    const { server } = scene;
    const pages = await tabsOf(scene);
    const ask = (page: Tab): Promise<number> => page.evaluate(() => window.app.ask('/api/me'));
    const refreshes = (): number => server.faults.of('POST /auth/refresh').length;
    server.expireTokens();
    const answers = await Promise.all(pages.map(ask));
    scene.note('more than one refresh', refreshes() > 1);
    scene.note(
      'somebody was refused',
      answers.some((status) => status !== 200),
    );
    scene.finding.measured.push(`${refreshes()} ${refreshes() === 1 ? 'refresh' : 'refreshes'}`);

    // Whoever refreshes is closed before there is an answer.
    server.expireTokens();
    const before = refreshes();
    server.faults.set('POST /auth/refresh', 'hang');
    const again = pages.map((page) => ask(page).catch(() => -1));
    await server.faults.arrived('POST /auth/refresh', before + 1);
    server.faults.set('POST /auth/refresh', undefined);
    const holder = server.faults.of('POST /auth/refresh')[before]?.referer;
    const at = pages.findIndex((_, tab) => holder?.endsWith(`/app?tab=${tab}`));
    await pages[at]?.close();
    const second = await scene.inTime(Promise.all(again));
    const well = second?.filter((status) => status === 200).length === TABS - 1;
    scene.note('nobody went on for the tab that was closed', !well);
  },
};

/** How long `there` took to hear of a logout in `here`, ms; undefined when it did not within a second. */
async function hearing(here: Tab, there: Tab): Promise<number | undefined> {
  await login(here);
  await reload(there);
  await secretShown(there);
  const heard = there.evaluate(
    () =>
      new Promise<number | undefined>((resolve) => {
        const look = (): void => {
          if (!document.querySelector('#secret')) resolve(performance.timeOrigin + performance.now());
        };
        new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
        setTimeout(resolve, 1_000);
      }),
  );
  const at = await here.evaluate(() => {
    const now = performance.timeOrigin + performance.now();
    void window.app.logout();
    return now;
  });
  const then = await heard;
  return then === undefined ? undefined : then - at;
}

const SOON = 200;

export const otherTabHears: Row = {
  number: 10,
  name: 'Another tab shows the secret',
  usual: ['shown for more than a second'],
  alone: true,
  firefox: 'always',
  async run(scene) {
    const channels = await scene.profile();
    const storage = await scene.profile();
    await storage.addInitScript(() => void Reflect.deleteProperty(window, 'BroadcastChannel'));
    for (const [by, profile] of Object.entries({ channel: channels, 'storage event': storage })) {
      const [here, there] = [await scene.tab('/app', profile), await scene.tab('/app', profile)];
      const times: number[] = [];
      for (let at = 0; at < (scene.app === 'usual' ? 1 : 3); at += 1) {
        const took = await hearing(here, there);
        scene.note('shown for more than a second', took === undefined);
        times.push(took ?? Infinity);
      }
      const [best = Infinity] = times.toSorted((a, b) => a - b);
      // The best of three: the machine may be busy, the promise is of the code.
      scene.note(`shown for more than ${SOON} ms`, best > SOON);
      if (best < Infinity) scene.finding.measured.push(`${best.toFixed(0)} ms by ${by}`);
    }
    await until(async () => (await scene.server.curfew.sessions(ALICE)).length === 0);
  },
};
