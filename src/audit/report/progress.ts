import type { Progress } from '../options.ts';
import { oneLine } from './visible.ts';
import { count, howLong, VERDICTS } from './words.ts';
import { fitted } from './wrap.ts';

/** Where progress is written: `process.stderr` is one. */
export interface ProgressSink {
  readonly write: (text: string) => unknown;
  /** A terminal gets one line that is rewritten; anything else a line per probe. */
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** Says how far an audit has got. */
export interface ProgressPrinter {
  /** For `AuditOptions.progress`. */
  readonly tell: (event: Progress) => void;
  /** Leaves the terminal's line empty. Nothing is written afterwards. */
  readonly close: () => void;
}

/** Between two rewritings of the line, ms: an eye sees no more. */
const REWRITE = 80;
const ERASE = '\r\u001b[2K';

/** `now` in ms, of a clock that does not jump. */
export function progressPrinter(sink: ProgressSink, now: () => number): ProgressPrinter {
  const began = now();
  const live = sink.isTTY === true;
  let [probes, ended, made, most, written, isClosed] = [0, 0, 0, 0, -Infinity, false];
  let doing = 'Looking at the application';

  const rewrite = (): void => {
    written = now();
    const asked = `${made} of ${count(most, 'request')}`;
    const line = [doing, ...(most > 0 ? [asked] : []), howLong(now() - began)].join(' · ');
    // The last column makes some terminals begin a new line.
    sink.write(ERASE + fitted(line, Math.max(20, (sink.columns ?? 80) - 1)));
  };

  return {
    tell: (event) => {
      if (isClosed) return;
      if (event.kind === 'began') probes = event.probes.length;
      if (event.kind === 'probe') doing = oneLine(`${event.id} ${event.name} (${ended + 1} of ${probes})`);
      if (event.kind === 'requests') ({ made, most } = event);
      if (event.kind === 'ended') {
        ended += 1;
        const { id, name, verdict, took } = event.result;
        const { mark, word } = VERDICTS[verdict];
        const line = `${mark} ${id} ${name}: ${word} after ${howLong(took)}, ${count(made, 'request')} so far`;
        if (!live) sink.write(`${oneLine(line)}\n`);
      }
      if (live && (event.kind !== 'requests' || now() - written >= REWRITE)) rewrite();
    },
    close: () => {
      if (live && !isClosed) sink.write(ERASE);
      isClosed = true;
    },
  };
}
