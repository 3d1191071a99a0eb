import { chromium, type BrowserContext, type LaunchOptions, type Page } from 'playwright-core';
import { LaunchedChromium, launchOptions } from './launched.ts';
import type { DrivenBrowser, Profile, Tab } from './tab.ts';

/**
 * What Playwright switches off by default and people have: the back/forward cache, and storage that is partitioned by the
 * site of the tab. Of a switch that is given twice Chromium takes the last, so that the list of features below replaces
 * Playwright's, which has `ThirdPartyStoragePartitioning` in it.
 */
const AS_PEOPLE_HAVE_IT: LaunchOptions = {
  ignoreDefaultArgs: ['--disable-back-forward-cache'],
  args: [
    '--disable-gpu',
    '--disable-features=MediaRouter,OptimizationHints,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable',
  ],
};

const CONTEXT = { ignoreHTTPSErrors: true, viewport: { width: 320, height: 240 } } as const;

/** A Chromium with the back/forward cache and partitioned storage. */
export async function launchChromium(): Promise<DrivenBrowser> {
  const browser = await LaunchedChromium.launch(AS_PEOPLE_HAVE_IT);
  return {
    version: `Chromium ${browser.version}`,
    profile: async () => profileOf(await browser.context(CONTEXT)),
    close: () => browser.close(),
  };
}

/** One on the profile in `folder`, which is there again when it is opened again. */
export async function openProfile(folder: string): Promise<Profile> {
  return profileOf(
    await chromium.launchPersistentContext(folder, {
      ...CONTEXT,
      ...(await launchOptions(AS_PEOPLE_HAVE_IT)),
    }),
  );
}

function profileOf(context: BrowserContext): Profile {
  return {
    // What is asked of a tab, a page of Playwright has under the same names.
    newPage: () => context.newPage(),
    addInitScript: (script) => context.addInitScript(script),
    close: () => context.close(),
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
