import { describe, expect, it } from 'vitest';
import { failing, passing } from '../../../test/audit/support/outcomes.ts';
import type { Outcome, State } from '../outcome.ts';
import { stepsOf } from './html/steps.ts';
import { gridOf } from './matrix.ts';
import { eventsOf, toneOfCell, type Tone } from './tone.ts';

const tone = (outcome: Outcome, credential: string, moment: string, state: State): Tone =>
  toneOfCell(outcome, { credential, moment, state });

/** An outcome in which this happened, one every 100 ms. */
function happened(...events: readonly (readonly [what: string, state?: State])[]): Outcome {
  return { ...failing, timeline: events.map(([what, state], at) => ({ at: at * 100, what, state })) };
}

describe('what a cell of the matrix means', () => {
  it('is another thing before the logout than after it', () => {
    expect(tone(failing, 'access token', 'before logout', 'alive')).toBe('expected');
    expect(tone(failing, 'access token', 'before logout', 'dead')).toBe('shut');
    for (const moment of ['after logout', 'right after logout', '5 s after', 'after a new login']) {
      expect(tone(failing, 'access token', moment, 'alive'), moment).toBe('bad');
      expect(tone(failing, 'access token', moment, 'dead'), moment).toBe('good');
    }
    expect(tone(failing, 'access token', 'before logout', 'unclear')).toBe('unclear');
    expect(tone(failing, 'access token', 'after logout', 'unclear')).toBe('unclear');
  });

  it('is allowed, and no failure, where the audit passed: within what was declared', () => {
    expect(tone(passing, 'access token', '5 s after', 'alive')).toBe('allowed');
  });

  it('is as it should be where a logout spares a session', () => {
    expect(tone(failing, 'other session', 'after logout', 'alive')).toBe('expected');
    expect(tone(failing, 'this session', 'after logout of the other devices', 'alive')).toBe('expected');
    expect(tone(failing, 'other session', 'after logout of the other devices', 'alive')).toBe('bad');
    expect(tone(failing, 'other session', 'after logout everywhere', 'alive')).toBe('bad');
    expect(tone(failing, 'this session', 'after logout everywhere', 'alive')).toBe('bad');
    const scope = failing.probes.map((probe) =>
      probe.id === 'P04' ? { ...probe, verdict: 'fail' as const } : probe,
    );
    expect(tone({ ...failing, probes: scope }, 'other session', 'after logout', 'alive')).toBe('bad');
  });

  it('is the worst of what was seen there', () => {
    const matrix = (['dead', 'alive', 'dead'] as const).map((state) => ({
      credential: 'access token',
      moment: 'after logout',
      state,
    }));
    expect(gridOf({ ...failing, matrix }).rows).toEqual([
      {
        credential: 'access token',
        cells: [
          [
            { tone: 'bad', when: [] },
            { tone: 'good', when: [] },
          ],
        ],
      },
    ]);
  });
});

describe('what an event means', () => {
  it('is a hole after the logout, also after somebody signed in again', () => {
    const outcome = happened(
      ['login', 'alive'],
      ['logout'],
      ['access token, right after logout', 'alive'],
      ['everything, as sent before, right after logout', 'alive'],
      ['new login', 'alive'],
      ['access token, after a new login', 'alive'],
      ['login'],
      ['access token, here', 'alive'],
    );
    expect(eventsOf(outcome).map((event) => event.tone ?? event.kind)).toEqual([
      'login',
      'logout',
      'bad',
      'bad',
      'login',
      'bad',
      'login',
      'expected',
    ]);
  });
});

describe('the steps of the strip', () => {
  it('leave out marks after which nobody looked, but not how it began', () => {
    const outcome = happened(
      ['login'],
      ['logout'],
      ['access token, right after', 'dead'],
      ['logout: garbage'],
      ['logout: repeated'],
    );
    expect(stepsOf(outcome).steps.map(({ what }) => what)).toEqual([
      'login',
      'logout',
      'access token, right after',
    ]);
  });

  it('are few, keep what is open, and say how many are missing', () => {
    const states = ['dead', 'unclear'] as const;
    const looks = Array.from(
      { length: 40 },
      (_, at) => [`token ${at}, later`, states[at % 2] ?? 'dead'] as const,
    );
    const { steps, left } = stepsOf(happened(['login'], ['logout'], ...looks, ['hole, later', 'alive']));
    expect(steps.length).toBeLessThanOrEqual(8);
    expect(steps.length + left).toBe(43);
    expect(steps.slice(0, 2).map(({ kind }) => kind)).toEqual(['login', 'logout']);
    expect(steps.at(-1)).toMatchObject({ what: 'hole, later', tone: 'bad' });
  });

  it('are good again once everything is refused', () => {
    const outcome = happened(
      ['logout'],
      ['alive 0 ms after logout', 'alive'],
      ['refresh after logout', 'dead'],
      ['dead 2 s after logout', 'dead'],
    );
    expect(stepsOf(outcome).steps.map(({ way }) => way)).toEqual(['bad', 'bad', 'good']);
  });
});
