import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder with files in it, as long as it is needed. */
export interface Folder extends Disposable {
  readonly path: string;
  write(file: string, text: string): void;
}

/** Makes a folder that nothing else is in. */
export function folder(files: Iterable<readonly [file: string, text: string]> = []): Folder {
  const at = realpathSync(mkdtempSync(path.join(tmpdir(), 'curfew-lint-')));
  const write = (file: string, text: string): void => {
    const whole = path.join(at, file);
    mkdirSync(path.dirname(whole), { recursive: true });
    writeFileSync(whole, text);
  };
  for (const [file, text] of files) write(file, text);
  return { path: at, write, [Symbol.dispose]: () => rmSync(at, { recursive: true, force: true }) };
}
