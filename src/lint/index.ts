import { check } from './check.ts';
import { Resolver } from './engine/paths.ts';
import { Program } from './engine/program.ts';
import { findFiles } from './files.ts';
import type { Finding } from './finding.ts';

export type { Finding } from './finding.ts';
export { rules } from './rules/index.ts';

export interface CheckOptions {
  /** How long a token may outlive its logout, ms. Default 0: not at all. */
  readonly budget?: number;
  /** What the names of files are relative to, and where .gitignore stands. Default: the working directory. */
  readonly cwd?: string;
}

export interface Checked {
  readonly findings: Finding[];
  /** How many files were read. */
  readonly files: number;
  readonly unreadable: { file: string; reason: string }[];
}

/** Checks all code below `paths` as one program. Rejects when a path does not exist. */
export async function checkPaths(paths: readonly string[], options: CheckOptions = {}): Promise<Checked> {
  const { budget = 0, cwd = process.cwd() } = options;
  const { sources, isLoose, configs, versions, unreadable } = findFiles(paths, cwd);
  const files = new Set(sources.map(({ file }) => file));
  const program = new Program(sources, new Resolver(files, configs), versions, isLoose);
  return {
    findings: check(program, { budget }),
    files: sources.length,
    unreadable: [...unreadable, ...program.unreadable],
  };
}

/** Checks one text by itself. What is in other files counts as not seen. A text that cannot be read has no findings. */
export function checkText(
  text: string,
  filename: string,
  options: Pick<CheckOptions, 'budget'> = {},
): Finding[] {
  const file = filename.replaceAll('\\', '/');
  const program = new Program([{ file, text }], new Resolver(new Set([file]), []));
  return check(program, { budget: options.budget ?? 0 });
}
