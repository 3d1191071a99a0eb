import type * as t from '@babel/types';
import { bare, isFunction } from '../../engine/ast.ts';
import type { Func } from '../../engine/types.ts';
import { textOf, type Site } from '../site.ts';

/** Whether it is given a function to call when it is done, which goes on from there. */
export function waitsInCallback({ args, func, method, owner }: Site): boolean {
  const callback = args.find(
    (one) => isFunction(bare(one)) || (method === 'destroy' && bare(one).type === 'Identifier'),
  );
  if (!callback) return isCallback(args.at(-1), func);
  const isSession = method === 'destroy' && owner.endsWith('session');
  if (isFunction(bare(callback)) && (isSession || callback === args.at(-1)))
    return GOES_ON.test(textOf(callback, func));
  return true;
}

/** What is handed on as the last thing: `db.query(sql, values, callback)`. */
function isCallback(last: t.Node | undefined, func: Func): boolean {
  const node = last && bare(last);
  if (node?.type !== 'Identifier') return false;
  return (
    /^(cb|callback|done|next|fn|resolve|reject|fulfill|\w*(Callback|Cb|Handler))$/.test(node.name) ||
    func.module().funcs.some(({ name }) => name === node.name)
  );
}

const GOES_ON =
  /\b(res|response|reply|ctx|next|resolve|reject|done|cb|callback|fulfill|deferred|observer|subscriber|await|emit|return)\b/;

/** `db.run(sql, values, (error) => { … })`: who calls back is not done when it returns. */
export function callsBack({ args }: Site): boolean {
  const last = args.at(-1);
  const node = last && bare(last);
  if (!node || args.length < 2 || !isFunction(node)) return false;
  const [first] = node.params;
  return first?.type === 'Identifier' && /^_?(e|er|\w*(err|error))$/i.test(first.name);
}
