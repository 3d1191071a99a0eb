import type { Outcome, ProbeResult } from '../../outcome.ts';
import { entryOf } from '../catalogue.ts';
import type { Trend } from '../trend.ts';
import { cut, oneLine } from '../visible.ts';
import { count, howLong, instant, isUnsaid } from '../words.ts';
import { exchangePair } from './exchange.ts';
import { glyph } from './glyphs.ts';
import { markup, trusted, type Content, type Markup } from './markup.ts';

/** What passed: worth reading too. */
export function passedList(probes: readonly ProbeResult[]): Markup {
  if (probes.length === 0) return markup``;
  return markup`<section class="card" id="passed">
    <details>
      <summary>
        <h2>What passed <span class="count">${probes.length}</span></h2>
      </summary>
      <ul class="rows">
        ${probes.map(
          ({ id, name, evidence, notes, exchanges }) =>
            markup`<li>
              ${glyph('good', 18)}
              <div>
                <p class="row-title"><b>${id}</b> ${cut(oneLine(name), 120)}</p>
                <p>${cut(evidence, 1_200)}</p>
                ${
                  notes.length > 0 &&
                  markup`<ul class="row-notes">
                    ${notes.map((note) => markup`<li>${cut(note, 1_200)}</li>`)}
                  </ul>`
                }${exchangePair(exchanges, false, 3)}
              </div>
            </li>`,
        )}
      </ul>
    </details>
  </section>`;
}

/** What was not looked at: it says nothing, for or against. */
export function notRunList({ notRun }: Outcome): Markup {
  if (notRun.length === 0) return markup``;
  return markup`<section class="card" id="not-run">
    <h2>What was not tested <span class="count">${notRun.length}</span></h2>
    <p class="about">These say nothing, for or against.</p>
    <ul class="rows">
      ${notRun.map(
        ({ id, name, reason, configure }) =>
          markup`<li>
            ${glyph('shut', 18)}
            <div>
              <p class="row-title"><b>${id}</b> ${cut(oneLine(name), 120)}</p>
              <p class="about">${entryOf(id).asks} ${cut(reason, 800)}</p>
              <p><b>To run it</b> ${cut(configure, 800)}</p>
            </div>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** What is better and what is worse than the last time. */
export function trendList({ since, fixed, fresh, same, lost, elsewhere }: Trend): Markup {
  const row = (tone: 'good' | 'bad' | 'unclear' | 'shut', word: string, probes: Trend['fixed']): Content =>
    probes.length > 0 &&
    markup`<li>
      <span class="cell" data-tone="${tone}">${glyph(tone, 15)} ${word}</span>
      <span
        >${probes.map(({ id, name }, at) => markup`${at > 0 && ', '}<b>${id}</b> ${cut(oneLine(name), 120)}`)}</span
      >
    </li>`;
  const rows = [
    row('bad', 'new', fresh),
    row('bad', 'as before', same),
    row('good', 'fixed', fixed),
    row('unclear', 'no longer known', lost),
  ];
  return markup`<section class="card trend" id="trend">
    <h2>Since the last run</h2>
    <p class="about">${instant(since)}${elsewhere && ', of another application'}</p>
    ${
      rows.some((one) => one !== false)
        ? markup`<ul>
            ${rows}
          </ul>`
        : markup`<p>Nothing failed, then or now.</p>`
    }
  </section>`;
}

/** The three answers that every other one was compared with, and everything that was done, in order. */
export function howJudged(outcome: Outcome): Markup {
  const { controls, timeline, target } = outcome;
  // When nothing could be judged, this is where one sees why.
  return markup`<section class="card" id="judged"><details${isUnsaid(outcome) && trusted(' open')}><summary><h2>How it was judged</h2></summary>
<p class="about">A credential is open when the answer to it holds what only this person’s does, and refused when it is like the answer to nobody or to garbage. Anything else is unclear, and never a pass. No status is believed by itself.</p>
${
  controls &&
  exchangePair(
    [
      { caption: 'Signed in', exchange: controls.authenticated },
      { caption: 'Nobody', exchange: controls.anonymous },
      { caption: 'A garbage token', exchange: controls.garbage },
    ],
    false,
    3,
  )
}
${
  target.guesses.length > 0 &&
  markup`<h3>What was guessed</h3>
    <ul class="plain">
      ${target.guesses.map((guess) => markup`<li>${cut(guess, 600)}</li>`)}
    </ul>`
}
${
  timeline.length > 0 &&
  markup`<h3 id="course">The whole course, ${count(timeline.length, 'event')}</h3>
    <ol class="course">
      ${timeline.slice(0, 400).map(({ at, what, state }) => markup`<li><span class="when">${howLong(at)}</span> <span>${cut(oneLine(what), 300)}</span> <b>${state ?? ''}</b></li>`)}
    </ol>`
}
</details></section>`;
}
