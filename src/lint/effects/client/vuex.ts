import type * as t from '@babel/types';
import { bare } from '../../engine/ast.ts';
import { constantOf } from '../../engine/constant.ts';
import { nameOfHolder } from '../../engine/name.ts';
import type { Program } from '../../engine/program.ts';
import type { Func, Module } from '../../engine/types.ts';

const known = new WeakMap<Program, ReadonlyMap<string, readonly Func[]>>();

/** The actions or the mutations of Vuex of this name: what `dispatch('auth/logout')` and `commit('LOGOUT')` run. */
export function ofVuex(program: Program, kind: 'actions' | 'mutations', name: string): readonly Func[] {
  let index = known.get(program);
  if (!index) {
    const found = new Map<string, Func[]>();
    for (const module of program.modules) {
      for (const func of module.funcs) {
        const key = keyOfStore(program, module, func);
        if (key !== undefined) found.set(key, [...(found.get(key) ?? []), func]);
      }
    }
    index = found;
    known.set(program, found);
  }
  return index.get(`${kind} ${name.split('/').at(-1) ?? ''}`) ?? [];
}

function keyOfStore(program: Program, module: Module, func: Func): string | undefined {
  if (func.node.type === 'File') return undefined;
  const { parents } = module;
  const property: t.Node | undefined = func.node.type === 'ObjectMethod' ? func.node : parents.get(func.node);
  if (property?.type !== 'ObjectMethod' && property?.type !== 'ObjectProperty') return undefined;
  const holder = parents.get(property);
  const kind = holder?.type === 'ObjectExpression' ? nameOfHolder(holder, parents, '') : '';
  if (kind !== 'actions' && kind !== 'mutations') return undefined;
  const name = property.computed ? constantOf(program, bare(property.key), module.top) : func.name;
  return typeof name === 'string' ? `${kind} ${name}` : undefined;
}
