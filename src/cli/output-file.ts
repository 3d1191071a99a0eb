import { accessSync, constants, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SetupError } from '../audit/setup-error.ts';

/** Throws `SetupError` where a file could not be written, before the work that is to end in it. */
export function checkPlace(file: string): void {
  try {
    accessSync(path.dirname(path.resolve(file)), constants.W_OK);
  } catch {
    throw new SetupError(`${file} cannot be written: its folder is not there, or is read-only`);
  }
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new SetupError(`${file} cannot be written: it is a folder`);
}

/** A reader sees the old file or the new one, never a half. */
export function replaceFile(file: string, text: string): void {
  const fresh = `${file}.${process.pid}.new`;
  try {
    const mode = statSync(file, { throwIfNoEntry: false })?.mode;
    writeFileSync(fresh, text, mode === undefined ? {} : { mode });
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw new SetupError(
      `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
