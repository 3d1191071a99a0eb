import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DrivenBrowser } from '../../support/browser/tab.ts';
import type { AppName, Finding } from './finding.ts';
import { report } from './report.ts';
import type { Row } from './row.ts';
import { Scene } from './scene.ts';

const APPS: readonly AppName[] = ['usual', 'curfew'];

/** Has both applications take `rows` in the browser that `launch` starts, `atOnce` or one by one, and prints what was seen. */
export function suite(
  rows: readonly Row[],
  launch: () => Promise<DrivenBrowser>,
  { atOnce }: { atOnce: boolean },
): void {
  const findings = new Map<Row, Map<AppName, Finding>>();
  let browser: DrivenBrowser;

  beforeAll(async () => {
    browser = await launch();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    if (findings.size === rows.length) await report(browser.version, findings);
  }, 60_000);

  async function seenOf(row: Row, app: AppName): Promise<Finding> {
    await using scene = await Scene.open(app, browser, row.server);
    await row.run(scene);
    return scene.finding;
  }

  async function judge(row: Row): Promise<void> {
    const apps = APPS.filter((app) => (row.apps ?? APPS).includes(app));
    const seen = new Map<AppName, Finding>();
    const look = async (app: AppName): Promise<unknown> => seen.set(app, await seenOf(row, app));
    if (row.alone) for (const app of apps) await look(app);
    else await Promise.all(apps.map(look));
    findings.set(row, seen);

    const [usual, curfew] = [seen.get('usual'), seen.get('curfew')];
    // Only where the usual thunk is seen to fail is it worth something that Curfew does not.
    if (usual) expect(usual.wrong.length, `the usual thunk: ${usual.words()}`).toBeGreaterThan(0);
    if (usual && browser.version.startsWith('Chromium')) {
      const missing = row.usual.filter((what) => !usual.mostly(what));
      // When a browser writes to its disk, only it knows: on a busy machine the thunk is looked at once more.
      const again = missing.length > 0 ? await seenOf(row, 'usual') : usual;
      expect(missing.filter((what) => !again.mostly(what))).toEqual([]);
    }
    expect(curfew?.looks).toBeGreaterThan(0);
    expect(curfew?.wrong).toEqual([]);
  }

  const WITHIN = { timeout: 120_000 };
  describe('the usual thunk fails, and Curfew does not', { concurrent: atOnce }, () => {
    it.each(rows.filter(({ alone }) => !alone))('$number: $name', WITHIN, judge);
  });
  describe('the usual thunk fails, and Curfew does not, measured alone', () => {
    it.each(rows.filter(({ alone }) => alone))('$number: $name', WITHIN, judge);
  });
}
