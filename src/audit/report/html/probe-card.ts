import type { ProbeResult } from '../../outcome.ts';
import { entryOf } from '../catalogue.ts';
import type { Edition } from '../edition.ts';
import { referenceOf } from '../references.ts';
import { cut, oneLine } from '../visible.ts';
import { shownOf } from '../shown.ts';
import { count, VERDICTS } from '../words.ts';
import { curlBox, exchangePair } from './exchange.ts';
import { glyph, TONE_OF } from './glyphs.ts';
import { markup, type Markup } from './markup.ts';

/** Lines of the source that are shown; the first is the likeliest. */
const SOURCES = 3;

/** A probe that failed or stayed inconclusive, with everything that shows it and what to do. */
export function probeCard(probe: ProbeResult, sources: Edition['sources']): Markup {
  const { id, name, verdict, evidence, worstCase, notes } = probe;
  const { pair, telling, others } = shownOf(probe);
  const isFail = verdict === 'fail';
  return markup`<article class="card probe" id="${id}" data-verdict="${verdict}">
    <header>
      <p class="chip" data-tone="${TONE_OF[verdict]}">
        ${glyph(TONE_OF[verdict], 15)} ${VERDICTS[verdict].word}
      </p>
      <p class="name"><b>${id}</b> ${cut(oneLine(name), 120)}</p>
    </header>
    <h3>${cut(evidence, 1_200)}</h3>
    <p class="about">${isFail ? entryOf(id).why : entryOf(id).asks}</p>
    ${worstCase !== undefined && markup`<p class="worst-case"><span>Worst case</span> <b>${cut(worstCase, 400)}</b></p>`}
    ${exchangePair(pair, isFail, 4)} ${others.length > 0 && markup`<details class="more"><summary>${count(others.length, 'more request')}</summary>${exchangePair(others, false, 4)}</details>`}
    ${telling && curlBox(telling.exchange)} ${sourceBox(probe, sources)}
    ${fixBox(probe)}
    ${
      notes.length > 0 &&
      markup`<div class="notes">
        <h4>Also seen</h4>
        <ul>
          ${notes.map((note) => markup`<li>${cut(note, 1_200)}</li>`)}
        </ul>
      </div>`
    }
    ${referenceList(probe)}
  </article>`;
}

function fixBox({ fix, verdict }: ProbeResult): Markup {
  if (fix === undefined) return markup``;
  return markup`<div class="fix">
    <h4>${verdict === 'fail' ? 'What to do' : 'To get an answer'}</h4>
    <p>${cut(fix, 2_000)}</p>
  </div>`;
}

function sourceBox({ id }: ProbeResult, sources: Edition['sources']): Markup {
  const found = sources?.[id] ?? [];
  if (found.length === 0) return markup``;
  const more = found.length - SOURCES;
  return markup`<div class="sources">
    <h4>Where it most likely is</h4>
    <ul>
      ${found.slice(0, SOURCES).map(
        ({ file, line, rule, message, certainty }) =>
          markup`<li>
            <p>
              <code class="place">${cut(file, 300)}:${line}</code> <span class="rule">${rule}</span>${
                certainty === 'cannot-see-callee' &&
                markup` <span class="rule">not certain: it calls code that could not be read</span>`
              }
            </p>
            <p class="about">${cut(message, 600)}</p>
          </li>`,
      )}
    </ul>
    ${more > 0 && markup`<p class="about">And ${more} more: see <code>curfew audit code</code>.</p>`}
  </div>`;
}

function referenceList({ references }: ProbeResult): Markup {
  if (references.length === 0) return markup``;
  return markup`<ul class="references">
    ${references.map((one) => {
      const { name, about, url } = referenceOf(one);
      const label = cut(oneLine(name), 80);
      return markup`<li>
        ${url === undefined ? markup`<b>${label}</b>` : markup`<a href="${url}" rel="noreferrer">${label}</a>`}
        ${about}
      </li>`;
    })}
  </ul>`;
}
