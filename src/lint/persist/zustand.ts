import type * as t from '@babel/types';
import { argumentsOf, propertyOf } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import { nameOfHolder } from '../engine/name.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { siteOf } from '../effects/site.ts';
import { withoutComments } from '../tokens/revocable.ts';
import { saysLogout } from '../words.ts';

/** A store of Zustand that is kept in the browser, and that no logout empties. */
export interface KeptStore {
  readonly name: string;
  readonly state: string;
  readonly node: t.Node;
  readonly func: Func;
}

export function keptStores(program: Program): KeptStore[] {
  return program.callsOf('persist').flatMap(({ call, func }): KeptStore[] => {
    const { from } = siteOf(program, call, func);
    const [creator, options] = argumentsOf(call);
    if (from === undefined || !/^zustand(\/|$)/.test(from) || !creator || !options) return [];
    const given = program.evaluate(options, func);
    const property = given.kind === 'object' ? propertyOf(given.node, 'name') : undefined;
    const said =
      property?.type === 'ObjectProperty' && given.kind === 'object'
        ? constantOf(program, property.value, given.func)
        : undefined;
    const { text, parents } = func.module();
    const state = withoutComments(text.slice(creator.start ?? 0, creator.end ?? 0));
    const name = typeof said === 'string' ? said : '';
    // An action of its own that forgets is enough.
    if (name === '' || saysLogout(state) || /\breset|clear/i.test(state)) return [];
    return isEmptied(program, nameOfHolder(call, parents, ''), name)
      ? []
      : [{ name, state, node: call, func }];
  });
}

/** Whether something sets the store anew from outside, or removes what it keeps. */
function isEmptied(program: Program, store: string, name: string): boolean {
  const uses = [`removeItem\\(\\s*['"\`]${escaped(name)}['"\`]`, 'resettable\\('];
  if (store !== '') uses.push(`\\b${escaped(store)}\\.(setState|persist\\.clearStorage|getInitialState)\\b`);
  const use = new RegExp(uses.join('|'));
  return program.modules.some(({ text }) => use.test(withoutComments(text)));
}

function escaped(text: string): string {
  return text.replace(/[^\w]/g, '\\$&');
}
