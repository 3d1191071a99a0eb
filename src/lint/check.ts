import type { Program } from './engine/program.ts';
import type { Finding } from './finding.ts';
import type { Settings } from './rule.ts';
import { rules } from './rules/index.ts';
import { suppressedIn } from './suppress.ts';

const RANK = { error: 0, warning: 1, info: 2 } as const;

/** All that is wrong with a program: sorted, each once, without what was allowed with a reason. */
export function check(program: Program, settings: Settings): Finding[] {
  const found = new Map<string, Finding>();
  for (const rule of rules) {
    for (const one of rule.check(program, settings)) {
      const key = `${one.file}:${one.line}:${one.column}:${one.rule}`;
      if (!found.has(key)) found.set(key, one);
    }
  }
  const isSuppressed = suppressedIn(program);
  return [...found.values()].filter((one) => !isSuppressed(one)).toSorted(byPlace);
}

function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (
    a.line - b.line || a.column - b.column || RANK[a.level] - RANK[b.level] || (a.rule < b.rule ? -1 : 1)
  );
}
