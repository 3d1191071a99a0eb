import type * as t from '@babel/types';
import { nameOfHolder } from '../../engine/name.ts';
import { boundBy } from '../../engine/patterns.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { effectsOf } from '../../effects/classify.ts';
import { reachOf } from '../../effects/reach.ts';
import { siteOf } from '../../effects/site.ts';

/** What a function has verified, and the variables that hold it; an empty name where it is in none. */
export function verifiedIn(program: Program, func: Func): { readonly name: string; readonly node: t.Node }[] {
  const { parents } = func.module();
  const own = effectsOf(program, func).flatMap(({ kind, node }) => (kind === 'verify' ? [node] : []));
  const called = func.calls.filter((call) => {
    const { value } = siteOf(program, call, func);
    return (
      value.kind === 'function' && reachOf(program, value.func).effects.some(({ kind }) => kind === 'verify')
    );
  });
  return [...own, ...called].flatMap((node) => {
    const around = parents.get(node);
    const name = nameOfHolder(node, parents, '') || (around ? nameOfHolder(around, parents, '') : '');
    const names = name === '' && around ? [...namesIn(around, parents), ''] : [name];
    return names.map((one) => ({ name: one, node }));
  });
}

/** `const { payload } = await jwtVerify(…)`. */
function namesIn(around: t.Node, parents: ReadonlyMap<t.Node, t.Node>): string[] {
  const holder = around.type === 'AwaitExpression' ? parents.get(around) : around;
  return holder?.type === 'VariableDeclarator' ? boundBy(holder.id).map(({ name }) => name) : [];
}
