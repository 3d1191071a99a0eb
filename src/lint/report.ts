import type * as t from '@babel/types';
import type { Func } from './engine/types.ts';
import type { Finding, Fix } from './finding.ts';
import type { Rule } from './rule.ts';

interface Said {
  readonly message: string;
  readonly certainty?: Finding['certainty'] | undefined;
  readonly level?: Finding['level'] | undefined;
  readonly fix?: Fix | undefined;
}

/** A finding about a node. It covers the node's first line: that is what somebody wants to be shown. */
export function findingAt(rule: Pick<Rule, 'id' | 'level'>, func: Func, node: t.Node, said: Said): Finding {
  const { text, file } = func.module();
  const start = node.loc?.start ?? { line: 1, column: 0 };
  const from = node.start ?? 0;
  const lineEnd = text.indexOf('\n', from);
  const end = Math.min(node.end ?? from, lineEnd < 0 ? text.length : lineEnd);
  return {
    rule: rule.id,
    level: said.level ?? rule.level,
    file,
    line: start.line,
    column: start.column + 1,
    endLine: start.line,
    endColumn: start.column + 1 + Math.max(1, end - from),
    message: said.message,
    certainty: said.certainty ?? 'proven',
    fix: said.fix,
  };
}

/** A fix that only says what to do. */
export function advice(title: string): Fix {
  return { title, safe: false, edits: [] };
}
