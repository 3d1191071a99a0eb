import type { Outcome } from '../../outcome.ts';
import { TONES, type Tone } from '../tone.ts';
import { cut, oneLine } from '../visible.ts';
import { howLong, worstCase } from '../words.ts';
import { glyph } from './glyphs.ts';
import { markup, type Markup } from './markup.ts';
import { stepsOf, type Step } from './steps.ts';

const LEGEND: readonly (readonly [Tone, string])[] = [
  ['expected', 'open, as it should be'],
  ['bad', 'open after the logout'],
  ['good', 'refused'],
  ['unclear', 'nobody can say'],
];

/**
 * The picture of the audit: login, logout, replays, one after another. Each step is drawn and said in words beside, so that
 * it needs neither colours nor eyes. It lies on a screen and stands on a phone.
 */
export function strip(outcome: Outcome): Markup {
  const { steps, left } = stepsOf(outcome);
  if (!steps.some(({ tone }) => tone)) return markup``;
  const worst = worstCase(outcome);
  return markup`<figure class="card strip" aria-labelledby="strip-title">
    <h2 id="strip-title">What happened</h2>
    <ol>
      ${steps.map(stepItem)}${
        worst &&
        markup`<li class="end" data-tone="bad">
          <svg class="rail" aria-hidden="true"><rect class="way" /></svg>${glyph('bad', 24)}
          <div class="say">
            <p class="when">Worst case</p>
            <p class="what worst">${cut(oneLine(worst.words), 80)}</p>
          </div>
        </li>`
      }
    </ol>
    <figcaption>
      ${LEGEND.map(([tone, word]) => markup`<span>${glyph(tone, 14)} ${word}</span>`)}${
        left > 0 && markup`<span class="left">${left} more in <a href="#course">the whole course</a></span>`
      }
    </figcaption>
  </figure>`;
}

function stepItem({ kind, tone, what, from, to, times, way }: Step): Markup {
  const when = times > 1 ? `${howLong(from)} – ${howLong(to)}` : howLong(from);
  const name = cut(oneLine(kind === 'look' ? what : what.charAt(0).toUpperCase() + what.slice(1)), 72);
  return markup`<li data-tone="${tone ?? 'shut'}" data-kind="${kind}">
    <svg class="rail" data-tone="${way}" aria-hidden="true"><rect class="way" /></svg
    >${glyph(kind === 'look' ? (tone ?? 'unclear') : kind, 24)}
    <div class="say">
      <p class="when">${when}</p>
      <p class="what">${name}${times > 1 && markup` <span class="times">× ${times}</span>`}</p>
      ${tone && markup`<p class="state">${TONES[tone].word}</p>`}
    </div>
  </li>`;
}
