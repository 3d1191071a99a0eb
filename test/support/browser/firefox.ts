import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { WebDriver } from './webdriver.ts';
import type { DrivenBrowser, Profile, Tab } from './tab.ts';

/** Beside what Firefox itself sets for those who drive it. */
const PREFERENCES = {
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
};

/** How long a wait for something in a page lasts when it says nothing else, ms. */
const PATIENCE = 30_000;

/** A Firefox without a window, driven by WebDriver BiDi; `executable` is its path. */
export async function launchFirefox(executable: string): Promise<DrivenBrowser> {
  const folder = mkdtempSync(path.join(tmpdir(), 'curfew-firefox-'));
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${value});\n`);
  writeFileSync(path.join(folder, 'user.js'), lines.join(''));
  const args = ['--headless', '--no-remote', '--profile', folder, '--remote-debugging-port', '0'];
  const child = spawn(executable, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, HOME: folder },
  });
  const end = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const driver = await WebDriver.connect(`${await listening(child)}/session`);
    const { capabilities } = await driver.send<{
      capabilities: { browserName: string; browserVersion: string };
    }>('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
    return {
      version: `Firefox ${capabilities.browserVersion}`,
      profile: () => newProfile(driver),
      close: async () => {
        const exited = once(child, 'exit');
        await driver.send('browser.close', {});
        await exited;
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** The address at which it can be driven. */
async function listening(child: ChildProcess): Promise<string> {
  const printed: string[] = [];
  if (child.stderr)
    for await (const line of createInterface(child.stderr)) {
      const [, url] = /listening on (ws:\S+)/.exec(line) ?? [];
      if (url !== undefined) {
        child.stderr.resume();
        return url;
      }
      printed.push(line);
    }
  throw new Error(`Firefox did not start:\n${printed.join('\n')}`);
}

async function newProfile(driver: WebDriver): Promise<Profile> {
  const { userContext } = await driver.send<{ userContext: string }>('browser.createUserContext', {});
  return {
    async newPage() {
      // In a window of its own somebody looks at it: it draws, and its timers are not slow.
      const { context } = await driver.send<{ context: string }>('browsingContext.create', {
        type: 'window',
        userContext,
      });
      return tabOf(driver, context);
    },
    addInitScript: (script) =>
      driver.send('script.addPreloadScript', {
        functionDeclaration: String(script),
        userContexts: [userContext],
      }),
    async close() {
      await driver.send('browser.removeUserContext', { userContext });
    },
  };
}

function tabOf(driver: WebDriver, context: string): Tab {
  const evaluate = async <R>(run: (argument: never) => R | Promise<R>, argument?: unknown): Promise<R> => {
    const call = `(async () => JSON.stringify(await (${String(run)})(${JSON.stringify(argument) ?? ''})))()`;
    const answer = await driver.send<{
      type: string;
      result: { value?: string };
      exceptionDetails?: { text: string };
    }>('script.evaluate', { expression: call, target: { context }, awaitPromise: true });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails?.text);
    const { value } = answer.result;
    return (value === undefined ? undefined : JSON.parse(value)) as R;
  };
  return {
    goto: (url) => driver.send('browsingContext.navigate', { context, url, wait: 'complete' }),
    reload: () => driver.send('browsingContext.reload', { context, wait: 'complete' }),
    evaluate,
    async waitForFunction(holds, argument, { timeout = PATIENCE } = {}) {
      const end = performance.now() + timeout;
      // A page that is being left cannot be asked.
      while (!(await evaluate(holds, argument).catch(() => false))) {
        if (performance.now() > end) throw new Error(`not within ${timeout} ms: ${String(holds)}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async close() {
      await driver.send('browsingContext.close', { context });
    },
  };
}
