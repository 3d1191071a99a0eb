import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { hostile } from '../../../test/audit/support/hostile.ts';
import { failing, inconclusive, passing } from '../../../test/audit/support/outcomes.ts';
import type { Outcome } from '../outcome.ts';
import { renderTerminal, type TerminalOptions } from './terminal.ts';
import { columnsOf } from './wrap.ts';

const PLAIN = { color: false, width: 80 };

function lines(outcome: Outcome, options: TerminalOptions = PLAIN): string[] {
  return renderTerminal(outcome, options).trimEnd().split('\n');
}

describe('the terminal', () => {
  it('begins with the plain sentence and ends with the verdict', () => {
    expect(lines(failing)[0]).toBe('After logout this token still opened /users/me; worst case 15 minutes.');
    expect(lines(failing).at(-1)).toBe(
      '✗ logout: not final  (2 failed, 1 inconclusive, 7 passed, 3 not run)',
    );
    expect(lines(passing).at(-1)).toContain('✓ logout: final');
    expect(lines(inconclusive).at(-1)).toContain('? logout: unclear');
  });

  it('marks every probe without colours', () => {
    const text = lines(failing);
    expect(text.filter((line) => /^✗ P0[12] /.test(line))).toHaveLength(2);
    expect(text.filter((line) => line.startsWith('? P05 '))).toHaveLength(1);
    expect(text.filter((line) => line.startsWith('✓ P'))).toHaveLength(7);
    expect(text.filter((line) => /^- P1\d .*not run:/.test(line))).toHaveLength(3);
  });

  it('shows the matrix, the worst case, what to do, and where', () => {
    const sources = {
      P01: [
        {
          rule: 'auth-signature-only',
          file: 'src/guard.ts',
          line: 31,
          message: '',
          level: 'error',
          certainty: 'proven',
        } as const,
      ],
    };
    const text = renderTerminal(failing, { ...PLAIN, sources, previous: passing });
    expect(text).toMatch(/^access token +○ open +✗ still open +✗ still open\n +5 s after/m);
    expect(text).toMatch(/^refresh token +○ open +✓ refused/m);
    expect(text).toContain('Worst case  15 minutes');
    expect(text).toMatch(/^P01 {2}Check on every request/m);
    expect(text).toContain('Likely in src/guard.ts:31 (auth-signature-only)');
    expect(text).toMatch(/^P14 {2}Give outage/m);
    expect(text).toMatch(/Since .*: new P01, P02/);
  });

  it.each([40, 60, 80, 200])('is never wider than %i columns', (width) => {
    for (const outcome of [failing, passing, inconclusive, hostile]) {
      for (const line of lines(outcome, { color: false, width }))
        expect(columnsOf(line)).toBeLessThanOrEqual(width);
    }
  });

  it('says the same with colours, and colours nothing when it may not', () => {
    const coloured = renderTerminal(failing, { color: true, width: 80 });
    expect(coloured).toContain('\u001b[31m');
    expect(stripVTControlCharacters(coloured)).toBe(renderTerminal(failing, PLAIN));
    expect(renderTerminal(failing, PLAIN)).not.toContain('\u001b');
  });

  it('lets no server command it', () => {
    expect(renderTerminal(hostile, PLAIN).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
