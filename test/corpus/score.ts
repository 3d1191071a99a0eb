import type { Finding } from '../../src/lint/finding.ts';
import type { Case, LaidOut, Range } from './corpus.ts';

/** How one rule did. */
export interface RuleScore {
  readonly rule: string;
  /** In how many cases it has something to find. */
  readonly cases: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly precision: number;
  readonly recall: number;
}

export interface Score {
  readonly perRule: readonly RuleScore[];
  /** Findings of level `error` only. */
  readonly errors: {
    readonly truePositives: number;
    readonly falsePositives: number;
    readonly precision: number;
  };
  /** All rules together. */
  readonly sum: { readonly precision: number; readonly recall: number };
  /** What was not found, and what was found where nothing is: `c017 rule src/file.ts:42`. */
  readonly misses: readonly string[];
  readonly falseAlarms: readonly string[];
}

interface Tally {
  cases: number;
  hits: number;
  alarms: number;
  misses: number;
}

/**
 * Compares what was found with the truth. An expectation is met by the first finding of its rule in one of its places;
 * further ones there count for nothing, and neither do those that the case allows. What is left is a false alarm.
 */
export function score(
  cases: readonly LaidOut[],
  findingsByCase: ReadonlyMap<string, readonly Finding[]>,
): Score {
  const tallies = new Map<string, Tally>();
  const errors = { truePositives: 0, falsePositives: 0 };
  const misses: string[] = [];
  const falseAlarms: string[] = [];
  const tallyOf = (rule: string): Tally => {
    const tally = tallies.get(rule) ?? { cases: 0, hits: 0, alarms: 0, misses: 0 };
    tallies.set(rule, tally);
    return tally;
  };
  for (const one of cases) {
    const met = new Set<number>();
    for (const finding of findingsByCase.get(one.id) ?? []) {
      const matching = one.expect.flatMap((expected, at) =>
        expected.rule === finding.rule && isIn(one, finding, one.places[at] ?? []) ? [at] : [],
      );
      const fresh = matching.find((at) => !met.has(at));
      if (fresh !== undefined) {
        met.add(fresh);
        tallyOf(finding.rule).hits += 1;
        if (finding.level === 'error') errors.truePositives += 1;
      } else if (matching.length === 0 && !allows(one, finding)) {
        tallyOf(finding.rule).alarms += 1;
        if (finding.level === 'error') errors.falsePositives += 1;
        falseAlarms.push(`${one.id} ${finding.level} ${finding.rule} ${finding.file}:${finding.line}`);
      }
    }
    for (const rule of new Set(one.expect.map((expected) => expected.rule))) tallyOf(rule).cases += 1;
    for (const [at, { rule, file, line }] of one.expect.entries()) {
      if (met.has(at)) continue;
      tallyOf(rule).misses += 1;
      misses.push(`${one.id} ${rule} ${file}:${line}`);
    }
  }
  const perRule = [...tallies].map(([rule, tally]) => scoreOf(rule, tally));
  const all = [...tallies.values()];
  const total = (part: keyof Tally): number => all.reduce((sum, tally) => sum + tally[part], 0);
  return {
    perRule: perRule.toSorted((a, b) => a.rule.localeCompare(b.rule)),
    errors: { ...errors, precision: share(errors.truePositives, errors.falsePositives) },
    sum: { precision: share(total('hits'), total('alarms')), recall: share(total('hits'), total('misses')) },
    misses,
    falseAlarms,
  };
}

function scoreOf(rule: string, { cases, hits, alarms, misses }: Tally): RuleScore {
  const counts = { truePositives: hits, falsePositives: alarms, falseNegatives: misses };
  return { rule, cases, ...counts, precision: share(hits, alarms), recall: share(hits, misses) };
}

/** Of nothing, everything was right. */
function share(right: number, wrong: number): number {
  return right + wrong === 0 ? 1 : right / (right + wrong);
}

function allows({ allow }: Case, { rule, level }: Finding): boolean {
  return allow.includes(rule) || allow.includes(`${rule}@${level}`);
}

function isIn(one: LaidOut, finding: Finding, ranges: readonly Range[]): boolean {
  const file = fileOf(one, finding);
  return ranges.some(
    (range) => range.file === file && range.from <= finding.line && finding.line <= range.to,
  );
}

/** The finding's file as the case calls it, wherever the check began. */
function fileOf({ files }: Case, { file }: Finding): string | undefined {
  const fitting = files.filter((each) => file === each || file.endsWith(`/${each}`));
  return fitting.toSorted((a, b) => b.length - a.length)[0];
}
