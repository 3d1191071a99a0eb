import type { Outcome } from '../../outcome.ts';
import { gridOf, type Look } from '../matrix.ts';
import { TONES } from '../tone.ts';
import { cut, oneLine } from '../visible.ts';
import { glyph } from './glyphs.ts';
import { markup, type Markup } from './markup.ts';

/** Every credential at every moment. */
export function grid(outcome: Outcome): Markup {
  const { moments, rows } = gridOf(outcome);
  if (rows.length === 0) return markup``;
  const heads = moments.map((moment) => cut(oneLine(moment), 60));
  // The roles hold where a phone shows the table as a list.
  return markup`<section class="card" aria-labelledby="grid-title">
    <h2 id="grid-title">What each credential opened</h2>
    <p class="about">
      One row for each thing that a thief could have copied, and how the application answered it.
    </p>
    <div class="scroll" role="group" aria-label="Table of credentials and moments" tabindex="0">
      <table class="grid" role="table" aria-labelledby="grid-title">
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">Credential</th>
            ${heads.map((head) => markup`<th scope="col" role="columnheader">${head}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${rows.map(
            ({ credential, cells }) =>
              markup`<tr role="row">
                <th scope="row" role="rowheader">${cut(oneLine(credential), 120)}</th>
                ${cells.map((looks, at) => cell(looks, heads[at] ?? ''))}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function cell(looks: readonly Look[], moment: string): Markup {
  const content = looks.map(
    ({ tone, when }) =>
      markup`<div class="look">
        <span class="cell" data-tone="${tone}">${glyph(tone, 15)} ${TONES[tone].word}</span>
        ${when.length > 0 && markup`<span class="none">${cut(oneLine(when.join(', ')), 160)}</span>`}
      </div>`,
  );
  return markup`<td role="cell" data-moment="${moment}">
    ${looks.length > 0 ? markup`<div>${content}</div>` : markup`<span class="none">not tried</span>`}
  </td>`;
}
