import type { Context } from '../context.ts';
import { CapReached } from '../network/gate.ts';
import { Inconclusive } from '../inconclusive.ts';
import { SetupError } from '../setup-error.ts';
import { launch, NotStarted, type Chromium } from './chromium.ts';
import { Confinement } from './confinement.ts';
import { findBrowser, INSTALL } from './find.ts';
import { Tab } from './tab.ts';
import { whereabouts } from './whereabouts.ts';

/** A browser with one tab, new and empty, that reaches nothing but what is audited. */
export interface Visit {
  /** `Chromium 156.0.8078.79` */
  readonly version: string;
  readonly tab: Tab;
  readonly browser: Chromium;
  readonly confinement: Confinement;
}

/** What a visit comes to: what `during` answered, or why there was no browser. */
export type Visited<T> = { readonly seen: T } | { readonly missing: string };

/** For everything that is done during a visit, ms. */
const LASTS = 120_000;

/**
 * Does something in a real browser, which has gone when this is done. `urls` are what it will be sent to. A page may want other hosts:
 * those that the audit may ask become known when they are wanted, and then everything is done once more, in a new browser. Throws
 * `CapReached` when the browser asked too much, and whatever `during` throws; a browser that fails by itself is `Inconclusive`.
 */
export async function visit<T>(
  context: Context,
  urls: readonly URL[],
  during: (visit: Visit) => Promise<T>,
): Promise<Visited<T>> {
  const file = findBrowser();
  if (file === undefined) return { missing: `no Chromium was found: ${INSTALL}` };
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(LASTS)]);
  try {
    const first = await once(context, file, urls, signal, during);
    if (first.unknown.length === 0) return { seen: first.seen };
    return { seen: (await once(context, file, [...urls, ...first.unknown], signal, during)).seen };
  } catch (error) {
    context.signal.throwIfAborted();
    if (signal.aborted) throw new Inconclusive(`Chromium took longer than ${LASTS / 1_000} s`);
    if (error instanceof Inconclusive || error instanceof SetupError) throw error;
    if (error instanceof NotStarted) return { missing: error.message };
    throw new Inconclusive(`The browser failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function once<T>(
  context: Context,
  file: string,
  urls: readonly URL[],
  signal: AbortSignal,
  during: (visit: Visit) => Promise<T>,
): Promise<{ seen: T; unknown: URL[] }> {
  const places = await placesOf(context, urls, signal);
  const hosts = new Map(places.map(({ host, address }) => [host, address]));
  const keys = places.flatMap(({ key }) => key ?? []);
  await using browser = await launch(file, { headless: true, hosts, keys }, signal);
  const confinement = new Confinement(browser.cdp, async (url) => context.admit(url), hosts.keys());
  await confinement.begin();
  const tab = await Tab.first(browser.cdp);
  try {
    const seen = await during({ version: browser.version, tab, browser, confinement });
    if (confinement.over) throw confinement.over;
    return { seen, unknown: [...confinement.unknown].map((url) => new URL(url)) };
  } catch (error) {
    // What came of being kept from everything says nothing.
    if (error instanceof CapReached || !confinement.over) throw error;
    throw confinement.over;
  }
}

async function placesOf(
  context: Context,
  urls: readonly URL[],
  signal: AbortSignal,
): Promise<Awaited<ReturnType<typeof whereabouts>>[]> {
  const origins = new Map(urls.map((url) => [url.origin, url]));
  return Promise.all(
    [...origins.values()].map(async (url) => whereabouts(url, await context.admit(url), signal)),
  );
}
