import { SetupError } from '../setup-error.ts';
import { launch, NotStarted, type Chromium } from './chromium.ts';
import { findBrowser, INSTALL } from './find.ts';
import type { Har } from './har.ts';
import { Recorder } from './recorder.ts';
import { Tab } from './tab.ts';

/** How a session is recorded. */
export interface Recording {
  /** Ends it: `record` then rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** Without a window; then `drive` is needed. False when undefined. */
  readonly headless?: boolean | undefined;
  /** Does what a person would; the recording ends with it. */
  readonly drive?: ((tab: Tab) => Promise<void>) | undefined;
}

/**
 * Opens a browser with an empty profile at `url`, lets somebody sign in, look at a page and sign out, and answers what was asked and
 * answered. It ends when the window is closed, or with the return key in the terminal. What the person does in it is theirs: any host
 * may be asked, for instance one that they sign in with. Throws `SetupError` when there is no browser, or no screen to show it on.
 */
export async function record(url: string, { signal, headless = false, drive }: Recording): Promise<Har> {
  const file = findBrowser();
  const instead = 'or save a HAR file in any browser (developer tools, network), and give it with --har';
  if (file === undefined) throw new SetupError(`No browser was found to record in: ${INSTALL}, ${instead}.`);
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (!headless && process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY)
    throw new SetupError(`There is no screen to show a browser on: record where there is one, ${instead}.`);
  await using browser = await started(file, headless, signal);
  const recorder = new Recorder(browser.cdp);
  const failed = await recorder.begin(url);
  if (failed !== undefined) throw new SetupError(`The browser could not open the page to record: ${failed}.`);
  const enter = drive === undefined ? returnKey() : undefined;
  try {
    const driven = drive && Tab.first(browser.cdp).then(drive);
    await Promise.race([
      recorder.closed,
      browser.gone,
      ...(enter ? [enter.pressed] : []),
      ...(driven ? [driven] : []),
    ]);
  } finally {
    enter?.stop();
  }
  signal.throwIfAborted();
  const [name = '', version = ''] = browser.version.split(' ');
  return { log: { version: '1.2', creator: { name, version }, entries: await recorder.entries() } };
}

async function started(file: string, headless: boolean, signal: AbortSignal): Promise<Chromium> {
  return launch(file, { headless }, signal).catch((error: unknown) => {
    if (error instanceof NotStarted) throw new SetupError(`${error.message}.`);
    throw error;
  });
}

/** Waits for the return key, where there is a keyboard. */
function returnKey(): { readonly pressed: Promise<void>; readonly stop: () => void } | undefined {
  const { stdin } = process;
  if (!stdin.isTTY) return undefined;
  let heard = (): void => undefined;
  const pressed = new Promise<void>((resolve) => {
    heard = () => resolve();
  });
  stdin.once('data', heard);
  return {
    pressed,
    stop: () => {
      stdin.off('data', heard);
      stdin.pause();
    },
  };
}
