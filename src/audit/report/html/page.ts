import { createHash } from 'node:crypto';
import type { Outcome } from '../../outcome.ts';
import type { Edition } from '../edition.ts';
import { trendSince } from '../trend.ts';
import { cut, oneLine } from '../visible.ts';
import { count, howLong, instant, isUnsaid, tally, VERDICTS, worstCase } from '../words.ts';
import { glyph, LOGO, TONE_OF } from './glyphs.ts';
import { grid } from './grid.ts';
import { howJudged, notRunList, passedList, trendList } from './lists.ts';
import { markup, trusted, type Content, type Markup } from './markup.ts';
import { probeCard } from './probe-card.ts';
import { SCRIPT } from './script.ts';
import { strip } from './strip.ts';
import { STYLE } from './style/index.ts';

/** A sentence with more characters than this is set smaller. */
const LONG = 110;

/**
 * One page that needs nothing else: no network, no font, and no script to be complete. Nothing in an outcome can run in it, or
 * break it: all of it is escaped, and the page's own policy allows this one style and this one script by their hashes.
 */
export function renderHtml(outcome: Outcome, edition: Edition): string {
  const { probes, summary, verdict } = outcome;
  const of = (wanted: typeof verdict): typeof probes => probes.filter((probe) => probe.verdict === wanted);
  const cards = (wanted: typeof verdict): Markup[] =>
    of(wanted).map((probe) => probeCard(probe, edition.sources));
  // What to configure is the news of a page on which no probe could judge.
  const page = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy()}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="Curfew ${edition.version}" />
        <title>Logout is ${VERDICTS[verdict].logout}: ${cut(oneLine(summary), 120)}</title>
        <style>${trusted(STYLE)}</style>
      </head>
      <body data-verdict="${verdict}">
        <header class="top">
          <div class="top-row">
            <p class="brand">${LOGO} Curfew <span>logout audit</span></p>
            <p class="stamp">${instant(outcome.began)}</p>
          </div>
          <p class="chip" data-tone="${TONE_OF[verdict]}">
            ${glyph(TONE_OF[verdict], 15)} ${headline(outcome)}
          </p>
          <h1${summary.length > LONG && trusted(' class="long"')}>${cut(summary, 1_000)}</h1>
          <p class="lead">${leadOf(outcome)}</p>
        </header>
        <main>
          ${strip(outcome)} ${!isUnsaid(outcome) && numbers(outcome)}
          ${isUnsaid(outcome) && notRunList(outcome)}
          ${edition.previous && trendList(trendSince(edition.previous, outcome))} ${grid(outcome)}
          ${section('failed', 'What failed', cards('fail'))}
          ${section('inconclusive', 'What nobody can say yet', cards('inconclusive'))}
          ${passedList(of('pass'))} ${!isUnsaid(outcome) && notRunList(outcome)} ${howJudged(outcome)}
        </main>
        <footer class="foot">
          <p>Curfew ${edition.version}. Secrets were taken out before this was written.</p>
          <p>
            To repeat it:
            <code>npx curfew audit http ${cut(edition.plan ?? 'PLAN', 200)} --html report.html</code>
          </p>
        </footer>
        <script>${trusted(SCRIPT)}</script>
      </body>
    </html> `;
  return page.text;
}

function policy(): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    "default-src 'none'",
    `style-src ${hash(STYLE)}`,
    `script-src ${hash(SCRIPT)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function headline({ verdict }: Outcome): string {
  return { pass: 'Logout is final', fail: 'Logout is not final', inconclusive: 'Nobody can say yet' }[
    verdict
  ];
}

function leadOf({ target, requests, began, ended }: Outcome): Markup {
  const bases = target.bases.map(
    (base, at) => markup`${at > 0 && ', '}<code>${cut(oneLine(base), 200)}</code>`,
  );
  return markup`Tested at ${bases} with ${count(requests.made, 'request')} in ${howLong(ended - began)}.`;
}

function section(id: string, title: string, cards: readonly Markup[]): Markup {
  if (cards.length === 0) return markup``;
  return markup`<section class="group" id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title} <span class="count">${cards.length}</span></h2>
    ${cards}
  </section>`;
}

function numbers(outcome: Outcome): Markup {
  const { pass, fail, inconclusive, notRun } = tally(outcome);
  const worst = worstCase(outcome);
  const tile = (href: string, number: number, word: string, tone: string): Content =>
    markup`<li data-tone="${number > 0 ? tone : 'none'}">
      ${number > 0 ? markup`<a href="#${href}"><b>${number}</b> <span>${word}</span></a>` : markup`<p><b>0</b> <span>${word}</span></p>`}
    </li>`;
  return markup`<ul class="numbers" aria-label="In numbers">
    ${
      worst &&
      markup`<li class="wide" data-tone="bad">
        <p><b>${cut(oneLine(worst.words), 60)}</b> <span>worst case</span></p>
      </li>`
    }${tile('failed', fail, 'failed', 'bad')}${tile('inconclusive', inconclusive, 'inconclusive', 'unclear')}${tile('passed', pass, 'passed', 'good')}${tile('not-run', notRun, 'not tested', 'shut')}
  </ul>`;
}
