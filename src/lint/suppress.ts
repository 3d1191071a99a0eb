import type { Program } from './engine/program.ts';
import type { Finding } from './finding.ts';

const COMMENT = /(?:\/\/|\/\*|\*)\s*curfew-ignore-next-line\s+([\w-]+(?:\s*,\s*[\w-]+)*)\s+--\s+\S/;

/** Whether the line above a finding says `curfew-ignore-next-line rule -- reason`. Without a reason it says nothing. */
export function suppressedIn(program: Program): (finding: Finding) => boolean {
  const lines = new Map<string, readonly string[]>();
  return ({ file, line, rule }) => {
    let all = lines.get(file);
    if (!all) {
      all = (program.modules.find((one) => one.file === file)?.text ?? '').split(/\r?\n/);
      lines.set(file, all);
    }
    const match = COMMENT.exec(all[line - 2] ?? '');
    return match?.[1]?.split(/\s*,\s*/).includes(rule) ?? false;
  };
}
