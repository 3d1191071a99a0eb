import type { Outcome, ProbeResult } from '../outcome.ts';
import { curlOf } from './curl.ts';
import type { Edition } from './edition.ts';
import { shownOf } from './shown.ts';
import { isUnsaid, tally } from './words.ts';
import { element, textElement } from './xml.ts';

/**
 * JUnit's XML: a case per probe. A failing one is a failure, an inconclusive one an error, and one that did not run is
 * skipped. It is green only where the verdict is "pass".
 */
export function renderJunit(outcome: Outcome, { sources }: Pick<Edition, 'sources'> = {}): string {
  const { probes, notRun, summary, verdict, began, ended } = outcome;
  const { fail, inconclusive } = tally(outcome);
  const cases = probes.map((probe) => caseOf(probe, sources?.[probe.id]?.[0]));
  if (isUnsaid(outcome)) {
    const word = verdict === 'fail' ? 'failure' : 'error';
    cases.unshift(testcase('Controls', 0, textElement(word, { message: summary, type: verdict }, summary)));
  }
  for (const { id, name, reason, configure } of notRun) {
    cases.push(
      testcase(`${id} ${name}`, 0, element('skipped', { message: `${reason} ${configure}`.trim() })),
    );
  }
  const unsaid = isUnsaid(outcome);
  const counts = {
    tests: cases.length,
    failures: fail + Number(unsaid && verdict === 'fail'),
    errors: inconclusive + Number(unsaid && verdict === 'inconclusive'),
    skipped: notRun.length,
    time: seconds(ended - began),
  };
  const suite = element(
    'testsuite',
    { name: 'curfew audit', ...counts, timestamp: new Date(began).toISOString().slice(0, 19) },
    ...cases,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name: 'curfew audit', ...counts }, suite)}\n`;
}

function caseOf(
  probe: ProbeResult,
  source: { readonly file: string; readonly line: number } | undefined,
): string {
  const { id, name, verdict, evidence, took } = probe;
  const title = `${id} ${name}`;
  const where = source && { file: source.file, line: source.line };
  if (verdict === 'pass') return testcase(title, took, textElement('system-out', {}, evidence));
  const word = verdict === 'fail' ? 'failure' : 'error';
  return testcase(
    title,
    took,
    textElement(word, { message: evidence, type: verdict }, detailsOf(probe)),
    where,
  );
}

/** What is known of a probe that did not pass, as a text. */
function detailsOf(probe: ProbeResult): string {
  const { evidence, worstCase, fix, notes, references } = probe;
  const { telling } = shownOf(probe);
  return [
    evidence,
    worstCase && `Worst case: ${worstCase}`,
    fix && `What to do: ${fix}`,
    ...notes.map((note) => `Note: ${note}`),
    references.length > 0 && references.join(', '),
    telling && `${telling.caption}:\n${curlOf(telling.exchange).command}`,
  ]
    .filter((line) => typeof line === 'string')
    .join('\n');
}

function testcase(
  name: string,
  took: number,
  child: string,
  where: { readonly file?: string; readonly line?: number } = {},
): string {
  return element('testcase', { name, classname: 'curfew.audit', time: seconds(took), ...where }, child);
}

function seconds(ms: number): string {
  return (Math.max(0, ms) / 1_000).toFixed(3);
}
