import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { assignedTo, writtenFields } from '../../effects/stored/fields.ts';
import { reachOf } from '../../effects/reach.ts';
import { logoutsOf } from '../../entries/logouts.ts';
import { withoutComments } from './deeds.ts';

/** Fields that are of no use to say that somebody has left. */
const OTHER = /refresh|^(\.\.\.|\[\]|_?id|name|e?mail|updated\w*|modified\w*|data|value|user|status)$|^rt$/i;
const known = new WeakMap<Program, readonly string[]>();

/** The fields that logging out writes. */
function endedFields(program: Program): readonly string[] {
  const before = known.get(program);
  if (before) return before;
  const found = new Set<string>();
  for (const { handler } of logoutsOf(program)) {
    for (const { kind, site } of reachOf(program, handler).effects) {
      if (kind !== 'write' || !site) continue;
      for (const name of [...writtenFields(program, site), ...assignedTo(site)])
        if (!OTHER.test(name) && /^[\w$]+$/.test(name)) found.add(name.replaceAll('$', String.raw`\$`));
    }
  }
  known.set(program, [...found]);
  return [...found];
}

/** Whether some of the functions decide by a field that logging out writes: then they ask what it has done. */
export function asksWhatEnded(program: Program, funcs: Iterable<Func>): boolean {
  const fields = endedFields(program).join('|');
  return says(
    program,
    funcs,
    (one) => `${compared(one)}|\\b(?:${fields})\\s*:(?!\\s*(?:true|false|1|0)\\s*[,}])`,
  );
}

/** The same, where a token is signed as well: that it carries such a field decides nothing. */
export function comparesWhatEnded(program: Program, funcs: Iterable<Func>): boolean {
  return says(program, funcs, compared);
}

function compared(one: string): string {
  return `${one}\\s*(?:[!=<>]=|[<>]|\\)|&&|\\|\\||\\?(?!\\.))|(?:!|&&|\\|\\||[!=<>]=|[<>])\\s*\\w[\\w.?]*${one}`;
}

function says(program: Program, funcs: Iterable<Func>, pattern: (one: string) => string): boolean {
  const fields = endedFields(program);
  if (fields.length === 0) return false;
  const decides = new RegExp(pattern(`\\??\\.(?:${fields.join('|')})\\b`));
  return [...funcs].some(({ node, module }) =>
    node.type === 'File'
      ? false
      : decides.test(withoutComments(module().text.slice(node.start ?? 0, node.end ?? 0))),
  );
}
