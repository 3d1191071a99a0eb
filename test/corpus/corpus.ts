import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { functionAround } from './functions.ts';

/** A line of a file, from 1. */
interface Place {
  readonly file: string;
  readonly line: number;
}

/** A finding that has to be there. */
interface Expectation extends Place {
  readonly rule: string;
  /** Where it may stand instead: the same mistake, seen from its other end. */
  readonly also?: readonly Place[];
}

/** One project: a folder with a few files, and the truth about them. */
export interface Case {
  readonly id: string;
  readonly files: readonly string[];
  readonly expect: readonly Expectation[];
  /** Rules whose findings count neither way here; `rule@level` is of that level only. */
  readonly allow: readonly string[];
  /** The rules that it nearly breaks, for a sound one. */
  readonly near?: readonly string[];
  /** What the project declares as the longest life of an access token after logout, in ms. */
  readonly budget?: number;
  readonly note: string;
}

/** Lines `from` to `to` of a file, both included. */
export interface Range {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/** A case as it lies on the disk. */
export interface LaidOut extends Case {
  readonly folder: string;
  /** For each of `expect`, in its order: where a finding counts as it. */
  readonly places: readonly (readonly Range[])[];
}

/** How far from the line a finding may be. */
const NEAR = 3;

/** The cases whose manifest is in `folder` (relative to this file). */
export function corpusIn(folder: string): LaidOut[] {
  const root = fileURLToPath(new URL(folder, import.meta.url));
  const text = readFileSync(path.join(root, 'manifest.json'), 'utf8');
  const { cases } = JSON.parse(text) as { cases: Case[] };
  return cases.map((one) => {
    const home = path.join(root, 'cases', one.id);
    const places = one.expect.map((expected) =>
      [expected, ...(expected.also ?? [])].flatMap((place) => rangesOf(home, place)),
    );
    return { ...one, folder: home, places };
  });
}

/** The lines close by, and those of the function that holds the line. */
function rangesOf(home: string, { file, line }: Place): Range[] {
  const around = functionAround(readFileSync(path.join(home, file), 'utf8'), file, line);
  const close = { file, from: line - NEAR, to: line + NEAR };
  return around ? [close, { file, ...around }] : [close];
}
