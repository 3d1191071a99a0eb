import type { Outcome } from '../../../src/audit/outcome.ts';
import { exchange } from './exchanges.ts';
import { failing } from './outcomes.ts';

/** Sets `window.hostile` where it runs, in whatever it is put into. */
export const ATTACKS: readonly string[] = [
  '<script>window.hostile = 1</script>',
  '</style><script>window.hostile = 2</script>',
  '</script><script>window.hostile = 3</script>',
  '"><img src=x onerror="window.hostile = 4">',
  "' onmouseover='window.hostile = 5' autofocus onfocus='window.hostile = 6",
  '--><svg onload=window.hostile=7>',
  ']]><script>window.hostile = 8</script>',
  '</title></textarea></pre></details><iframe srcdoc="<script>parent.hostile = 9</script>"></iframe>',
  'javascript:window.hostile=10',
  '<base href="http://127.0.0.1:1/"><meta http-equiv="refresh" content="0;url=http://127.0.0.1:1/">',
  '<link rel=stylesheet href=http://127.0.0.1:1/x.css><style>*{display:none!important}</style>',
];

const UNSEEN = 'before\u202Eevil\u2066\u0000\u001B[31m\u0007\u200B\uFEFF\uD800\uFFFE\u2028after';
const LONG = 'x'.repeat(30_000);
const all = [...ATTACKS, UNSEEN].join(' ');

/** Every text of an outcome in the hands of somebody who wants to run code in the report, or to hide what it says. */
export const hostile: Outcome = {
  ...failing,
  summary: `After logout ${all}`,
  target: { bases: [`http://127.0.0.1:8055/${all}`], guesses: [all] },
  probes: failing.probes.map((probe) => ({
    ...probe,
    name: `${probe.name} ${all}`,
    evidence: `${all} ${LONG}`,
    worstCase: probe.worstCase && all,
    fix: probe.fix && all,
    notes: [all, LONG],
    references: ['CWE-613', 'ASVS 7.4.1', 'javascript:window.hostile=11', all],
    exchanges: [
      {
        caption: all,
        exchange: exchange(
          { at: 5, method: `GET${all}`, url: `javascript:${all}`, headers: [['X-Evil', all]], body: all },
          {
            status: 200,
            headers: [
              ['X-Evil', `${all}${LONG}`],
              [`X-${all}`, 'x'],
            ],
            body: `${all}\n${LONG}\n${'\n'.repeat(3_000)}`,
          },
        ),
      },
      { caption: all, exchange: exchange({ at: 6, url: all, headers: [['X-Evil', all]] }) },
    ],
  })),
  notRun: failing.notRun.map((probe) => ({ ...probe, name: all, reason: all, configure: all })),
  matrix: failing.matrix.map((cell) => ({
    ...cell,
    credential: `${cell.credential} ${all}`,
    moment: `${cell.moment} ${all}`,
  })),
  timeline: failing.timeline.map((event) => ({ ...event, what: `${event.what} ${all} ${LONG}` })),
};
