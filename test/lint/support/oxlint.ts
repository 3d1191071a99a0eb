import { execFile } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../house/sources.ts';
import type { Folder } from './folder.ts';

/** One message of oxlint. */
export interface Told {
  readonly rule: string;
  readonly severity: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The package in the folder, as its users have it: by its name, and here with the sources behind it. */
export function installed(place: Folder): void {
  const home = path.join(place.path, 'node_modules/curfew');
  mkdirSync(home, { recursive: true });
  const exports = { './eslint': './src/eslint/index.ts' };
  writeFileSync(path.join(home, 'package.json'), JSON.stringify({ name: 'curfew', type: 'module', exports }));
  symlinkSync(path.join(root, 'src'), path.join(home, 'src'), 'junction');
}

/** Runs the oxlint that is installed here, in a process of its own. Rejects when it says anything but messages. */
export async function oxlint(place: Folder, ...args: string[]): Promise<Told[]> {
  const bin = path.join(root, 'node_modules/oxlint/bin/oxlint');
  const out = await new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      [bin, '--format', 'json', ...args],
      { cwd: place.path, maxBuffer: 1e8 },
      (_error, stdout, stderr) => resolve(stdout + stderr),
    );
  });
  const { diagnostics } = JSON.parse(out) as { diagnostics: Diagnostic[] };
  return diagnostics.map(({ code, severity, filename, labels, message }) => ({
    rule: /\((.*)\)/.exec(code)?.[1] ?? code,
    severity,
    file: filename.replaceAll('\\', '/'),
    line: labels[0]?.span.line ?? 0,
    column: labels[0]?.span.column ?? 0,
    message,
  }));
}

interface Diagnostic {
  readonly code: string;
  readonly severity: string;
  readonly filename: string;
  readonly labels: readonly { readonly span: { readonly line: number; readonly column: number } }[];
  readonly message: string;
}
