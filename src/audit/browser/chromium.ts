import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { Cdp } from './cdp.ts';
import { flagsOf, type Start } from './flags.ts';

/** A Chromium that runs on a profile of its own. */
export interface Chromium extends AsyncDisposable {
  readonly cdp: Cdp;
  /** `Chromium 156.0.8078.79` */
  readonly version: string;
  /** Settles when it has ended, by itself or not. */
  readonly gone: Promise<unknown>;
  /** Ends it with all its processes, and removes its profile. */
  close(): Promise<void>;
}

/** There is a browser, but it does not run here. The message says what it said. */
export class NotStarted extends Error {
  override readonly name = 'NotStarted';
}

/** It answers within a second or two; on a machine that is very busy, later. Ms. */
const STARTS_WITHIN = 30_000;

/** Passwords of an audit are not to be kept: nobody is asked whether they should be. */
const PREFERENCES = { credentials_enable_service: false, profile: { password_manager_enabled: false } };

function profileFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'curfew-chromium-'));
  mkdirSync(path.join(folder, 'Default'));
  writeFileSync(path.join(folder, 'Default', 'Preferences'), JSON.stringify(PREFERENCES));
  return folder;
}

/**
 * Starts the Chromium at `file`. Throws `NotStarted`, and the reason of `signal`, which also ends
 * it later. It never outlives this process.
 */
export async function launch(
  file: string,
  start: Omit<Start, 'profile'>,
  signal: AbortSignal,
): Promise<Chromium> {
  signal.throwIfAborted();
  const profile = profileFolder();
  const child = spawn(file, flagsOf({ ...start, profile }), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // Its own group, so that all of its processes end together.
    detached: process.platform !== 'win32',
  });
  const complaints = lastWords(child);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve()).once('error', () => resolve());
  });
  const cdp = new Cdp(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const atExit = (): void => {
    end(child);
    rmSync(profile, { recursive: true, force: true });
  };
  process.once('exit', atExit);
  const close = async (): Promise<void> => {
    signal.removeEventListener('abort', abort);
    end(child);
    await gone;
    cdp.end(new Error('The browser was closed'));
    // Its other processes may still write for a moment.
    await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    process.off('exit', atExit);
  };
  const abort = (): void => {
    cdp.end(signal.reason as Error);
    end(child);
  };
  signal.addEventListener('abort', abort);
  const late = setTimeout(() => end(child), STARTS_WITHIN);
  try {
    const { product } = await cdp.send<{ product: string }>('Browser.getVersion');
    const version = product.replace(/^(?:Headless)?Chrome\//, 'Chromium ');
    return { cdp, version, gone, close, [Symbol.asyncDispose]: close };
  } catch {
    await close();
    signal.throwIfAborted();
    throw new NotStarted(`${file} would not start: ${complaints()}`);
  } finally {
    clearTimeout(late);
  }
}

/** Ends a process with all that it started, at once. */
function end(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f']);
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** The end of what it says while it fails. */
function lastWords(child: ChildProcess): () => string {
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-1_000)));
  child.once('error', (error) => (words = error.message));
  return () => words.trim().split('\n').slice(-3).join(' ') || 'it said nothing';
}
