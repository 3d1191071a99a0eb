import type { Finding, Fix } from './finding.ts';

/** A text after its fixes, and those findings that were mended. */
export interface Mended {
  readonly text: string;
  readonly applied: readonly Finding[];
}

/** Applies the safe fixes of one file's findings. Of two that overlap the first one is applied: check again for the other. */
export function applyFixes(text: string, findings: readonly Finding[]): Mended {
  const applied: Finding[] = [];
  const edits: Fix['edits'][number][] = [];
  for (const finding of findings) {
    const { fix } = finding;
    if (!fix?.safe || fix.edits.length === 0) continue;
    if (fix.edits.some((one) => edits.some((other) => overlap(one, other)) || one.end > text.length))
      continue;
    edits.push(...fix.edits);
    applied.push(finding);
  }
  let mended = text;
  for (const { start, end, text: by } of edits.toSorted((a, b) => b.start - a.start)) {
    mended = mended.slice(0, start) + by + mended.slice(end);
  }
  return { text: mended, applied };
}

function overlap(a: Fix['edits'][number], b: Fix['edits'][number]): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}
