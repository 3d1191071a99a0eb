import { describe, expect, it } from 'vitest';
import { passed } from '../../../test/audit/support/probes.ts';
import { progressPrinter, type ProgressPrinter } from './progress.ts';

interface Printed {
  readonly printer: ProgressPrinter;
  readonly written: string[];
  readonly clock: { now: number };
}

/** What is written to a terminal with so many columns, or to a log, when time goes by as it is set. */
function printing(columns?: number): Printed {
  const written: string[] = [];
  const clock = { now: 5_000 };
  const sink = { write: (text: string) => written.push(text), isTTY: columns !== undefined, columns };
  return { printer: progressPrinter(sink, () => clock.now), written, clock };
}

const probes = [
  { id: 'P01', name: 'replay' },
  { id: 'P02', name: 'time to death' },
];
const made = (requests: number) => ({ kind: 'requests', made: requests, most: 2_000 }) as const;

describe('progress at a terminal', () => {
  it('is one line that is written anew: the probe, the requests and the time', () => {
    const { printer, written, clock } = printing(80);
    printer.tell({ kind: 'began', probes });
    printer.tell({ kind: 'probe', id: 'P01', name: 'replay' });
    printer.tell({ kind: 'ended', result: passed('P01', 'replay', 'Refused.') });
    printer.tell({ kind: 'probe', id: 'P02', name: 'time to death' });
    clock.now += 12_000;
    printer.tell(made(48));
    expect(written.at(-1)).toBe('\r\u001b[2KP02 time to death (2 of 2) · 48 of 2000 requests · 12 s');
    expect(written.join('')).not.toContain('\n');
    printer.close();
    expect(written.at(-1)).toBe('\r\u001b[2K');
  });

  it('writes no more often than anybody can see, and nothing after the end', () => {
    const { printer, written, clock } = printing(80);
    printer.tell({ kind: 'probe', id: 'P05', name: 'race' });
    for (let requests = 1; requests <= 1_000; requests += 1) {
      clock.now += 1;
      printer.tell(made(requests));
    }
    expect(written.length).toBeGreaterThan(5);
    expect(written.length).toBeLessThan(20);
    printer.close();
    const { length } = written;
    clock.now += 1_000;
    printer.tell(made(9));
    printer.tell({ kind: 'probe', id: 'P06', name: 'double spend' });
    printer.close();
    expect(written).toHaveLength(length);
  });

  it('stays on its line', () => {
    const { printer, written } = printing(30);
    printer.tell({ kind: 'probe', id: 'P01', name: '\u001b[2Ja\nmuch too long 漢字漢字漢字漢字漢字' });
    const [text = ''] = written;
    expect(text.slice(5)).not.toMatch(/\p{Cc}/u);
    expect(text.slice(5).length).toBeLessThan(30);
  });
});

describe('progress in a log', () => {
  it('is a line per probe', () => {
    const { printer, written } = printing();
    printer.tell({ kind: 'began', probes });
    printer.tell({ kind: 'probe', id: 'P01', name: 'replay' });
    printer.tell(made(31));
    printer.tell({
      kind: 'ended',
      result: { ...passed('P01', 'replay', '', 2_400), verdict: 'fail' },
    });
    printer.tell({ kind: 'ended', result: { ...passed('P02', 'x\ny', '', 0), verdict: 'inconclusive' } });
    printer.close();
    expect(written).toEqual([
      '✗ P01 replay: failed after 2.4 s, 31 requests so far\n',
      '? P02 x y: inconclusive after 0 ms, 31 requests so far\n',
    ]);
  });
});
