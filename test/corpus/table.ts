import type { RuleScore, Score } from './score.ts';

/** The score as a table of text, what was missed and what was a false alarm below it. */
export function tableOf(title: string, { perRule, errors, sum, misses, falseAlarms }: Score): string {
  const head = ['rule', 'cases', 'found', 'false', 'missed', 'precision', 'recall'];
  const rows = perRule.map((each) => [
    each.rule,
    ...countsOf(each),
    percent(each.precision),
    percent(each.recall),
  ]);
  const lines = [head, ...rows].map(
    ([rule = '', ...cells]) => rule.padEnd(28) + cells.map((cell) => cell.padStart(10)).join(''),
  );
  return [
    title,
    ...lines,
    `errors: precision ${percent(errors.precision)} (${errors.truePositives} right, ${errors.falsePositives} wrong)`,
    `all: precision ${percent(sum.precision)}, recall ${percent(sum.recall)}`,
    ...misses.map((miss) => `missed       ${miss}`),
    ...falseAlarms.map((alarm) => `false alarm  ${alarm}`),
  ].join('\n');
}

function countsOf({ cases, truePositives, falsePositives, falseNegatives }: RuleScore): string[] {
  return [cases, truePositives, falsePositives, falseNegatives].map(String);
}

function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}
