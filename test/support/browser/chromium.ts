import { setTimeout } from 'node:timers/promises';
import { chromium, type Browser, type BrowserContext, type LaunchOptions, type Page } from 'playwright-core';
import { ensureChromium } from '../../../tools/chromium.mjs';
import { descendantsOf, stateOf } from '../process-tree.ts';
import type { DrivenBrowser, Profile, Tab } from './tab.ts';

/**
 * What Playwright switches off by default and people have: the back/forward cache, and storage that is partitioned by the
 * site of the tab. Of a switch that is given twice Chromium takes the last, so that the list of features below replaces
 * Playwright's, which has `ThirdPartyStoragePartitioning` in it.
 */
async function asPeopleHaveIt(): Promise<LaunchOptions> {
  return {
    executablePath: await ensureChromium(),
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-features=MediaRouter,OptimizationHints,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable',
    ],
  };
}

const CONTEXT = { ignoreHTTPSErrors: true, viewport: { width: 320, height: 240 } } as const;

/** How long a Chromium on a busy machine may take, ms. One that takes longer hangs: that happens once in many thousand times. */
const PATIENCE = 20_000;

/** What `work` gives; undefined, with `end` called, when it takes too long. */
async function inTime<T>(work: Promise<T>, end?: () => void): Promise<T | undefined> {
  const limit = new AbortController();
  const late = setTimeout(PATIENCE, undefined, { signal: limit.signal }).then(end, () => undefined);
  try {
    return (await Promise.race([work, late])) ?? undefined;
  } finally {
    limit.abort();
    work.catch(() => undefined);
  }
}

interface Launched {
  readonly browser: Browser;
  kill(): void;
}

async function launch(): Promise<Launched> {
  const before = descendantsOf(process.pid);
  const browser = await chromium.launch(await asPeopleHaveIt());
  const own = descendantsOf(process.pid).filter((pid) => !before.includes(pid));
  return {
    browser,
    kill: () => {
      for (const pid of own) if (stateOf(pid) !== 'gone') process.kill(pid, 'SIGKILL');
    },
  };
}

/**
 * A Chromium with the back/forward cache and partitioned storage. When it no longer gives pages, it is killed, and another
 * one is started for the profiles to come.
 */
export async function launchChromium(): Promise<DrivenBrowser> {
  let { browser, kill } = await launch();
  const opened = async (): Promise<Profile> => {
    const context = await browser.newContext(CONTEXT);
    return profileOf(context, await context.newPage());
  };
  return {
    version: `Chromium ${browser.version()}`,
    profile: async () => {
      const profile = await inTime(opened(), kill);
      if (profile) return profile;
      ({ browser, kill } = await launch());
      return opened();
    },
    close: () => inTime(browser.close(), kill),
  };
}

/** One on the profile in `folder`, which is there again when it is opened again. */
export async function openProfile(folder: string): Promise<Profile> {
  return profileOf(
    await chromium.launchPersistentContext(folder, { ...CONTEXT, ...(await asPeopleHaveIt()) }),
  );
}

/** The `first` page is handed out before any other is opened. */
function profileOf(context: BrowserContext, first?: Page): Profile {
  let ready = first;
  return {
    newPage: async () => {
      const page = ready ?? (await context.newPage());
      ready = undefined;
      // What is asked of a tab, a page of Playwright has under the same names.
      return page;
    },
    addInitScript: (script) => context.addInitScript(script),
    close: () => inTime(context.close()),
  };
}

export function isOfChromium(tab: Tab): boolean {
  return 'context' in tab;
}

/** What `tab` is for Playwright. Throws for a tab of another browser. */
export function pageOf(tab: Tab): Page {
  if (!isOfChromium(tab)) throw new TypeError('this is no tab of Chromium');
  return tab as unknown as Page;
}
