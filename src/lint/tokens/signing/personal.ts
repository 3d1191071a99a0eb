import type * as t from '@babel/types';
import { bare, chainOf, isCall, isFunction, isMember } from '../../engine/ast.ts';
import { bindingOf } from '../../engine/lookup.ts';
import type { Func } from '../../engine/types.ts';
import { textOf } from '../../effects/site.ts';

const OF_A_PERSON =
  /\b\w*(user|account|member|admin|customer|doc|record|keystore|session)\w*\??\.\w+|password|\bsalt\b|(secret|key)\w*\(\s*\w*(user|decoded|payload|id)/i;

/** Whether a secret belongs to one person or one session: changing it revokes what it signed. */
export function isPersonal(secret: t.Node, func: Func, depth = 0): boolean {
  const node = bare(secret);
  if (isFunction(node))
    return (
      /find|get|await/.test(textOf(node, func)) && !/jwks|getSigningKey|getKey\b/i.test(textOf(node, func))
    );
  const text = textOf(node, func).replace(
    /process\.env\.\w+|config(Service)?\.[\w.]*(\([^)]*\))?|\b[A-Z][A-Z\d_]+\b/g,
    '',
  );
  if (OF_A_PERSON.test(text)) return true;
  if (isCall(node) && /await|find/.test(text)) return true;
  if (isMember(node) && depth < 3) {
    // A field of something that was looked up in this very function.
    const [root = ''] = chainOf(node);
    const found = bindingOf(root, func);
    const init =
      found?.binding.kind === 'variable' && found.func.node.type !== 'File' ? found.binding.init : undefined;
    return (
      init !== undefined &&
      /\bawait\b|find|get/.test(textOf(init, func)) &&
      !/config|env|settings/i.test(textOf(init, func))
    );
  }
  if (node.type !== 'Identifier' || depth > 3) return false;
  const found = bindingOf(node.name, func);
  if (found?.binding.kind !== 'variable' || !found.binding.init || found.func.node.type === 'File')
    return false;
  return isPersonal(found.binding.init, found.func, depth + 1);
}
