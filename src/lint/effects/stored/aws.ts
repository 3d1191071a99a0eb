import { bare, propertyOf } from '../../engine/ast.ts';
import { bindingOf } from '../../engine/lookup.ts';
import type { Program } from '../../engine/program.ts';
import { siteOf, textOf, type Site } from '../site.ts';

/** What is told to a service of AWS, by a command that is sent to it. */
interface Command {
  readonly kind: 'write' | 'read';
  /** `TableName: …`, as the table is written where it is named. */
  readonly table: string;
}

const CHANGES =
  /^((Batch|Transact)?(Put|Delete|Update|Write)(Item|Items)?|ExecuteStatement|(Admin)?(User)?GlobalSignOut|AdminUserGlobalSignOut|RevokeToken)Command$/;
const ASKS = /^((Batch|Transact)?Get(Item|Items)?|Query|Scan|GetUser)Command$/;

/** `new DeleteCommand({ TableName, Key })`, which `client.send()` sends. */
export function commandOf(program: Program, site: Site): Command | undefined {
  const { node, func, from, method, args } = site;
  const sent = method === 'send' && args[0] ? bare(args[0]) : undefined;
  if (sent?.type === 'NewExpression') return commandOf(program, siteOf(program, sent, func));
  if (node.type !== 'NewExpression' || from === undefined) return undefined;
  if (!/^@aws-sdk\/(lib-dynamodb|client-(dynamodb|cognito))/.test(from)) return undefined;
  const kind = CHANGES.test(method) ? 'write' : ASKS.test(method) ? 'read' : undefined;
  if (!kind) return undefined;
  const value = args[0] && program.evaluate(args[0], func);
  const property = value?.kind === 'object' ? propertyOf(value.node, 'TableName') : undefined;
  if (value?.kind !== 'object' || property?.type !== 'ObjectProperty') return { kind, table: '' };
  const named = bare(property.value);
  const found = named.type === 'Identifier' ? bindingOf(named.name, value.func) : undefined;
  const init = found?.binding.kind === 'variable' ? found.binding.init : undefined;
  return {
    kind,
    table: `TableName: ${init && found ? textOf(init, found.func) : textOf(named, value.func)}`,
  };
}
