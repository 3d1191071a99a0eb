import type * as t from '@babel/types';
import { argumentsOf } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import { boundBy } from '../engine/patterns.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { siteOf } from '../effects/site.ts';
import { withoutComments } from '../tokens/checking/deeds.ts';
import { isRemoved } from './emptied.ts';

/** Single values that live in the browser's storage: atoms, refs, stores of Svelte, hooks. */
const MAKERS: readonly (readonly [callee: string, from: RegExp])[] = [
  ['atomWithStorage', /^jotai/],
  ['useLocalStorage', /^(@vueuse\/|usehooks-ts|react-use|@mantine\/hooks|@uidotdev\/)/],
  ['useStorage', /^@vueuse\//],
  ['persisted', /^svelte-/],
  ['writable', /^svelte-(local-storage|persisted)-store/],
  ['persistentAtom', /^@nanostores\/persistent/],
  ['persistentMap', /^@nanostores\/persistent/],
];

const PERSONAL =
  /user|auth|account|profile|customer|member|patient|token|\bme\b|cart|basket|wallet|e?mail|orders?\b/i;
const NOTHING = String.raw`(null|undefined|''|""|RESET|\{\s*\}|\[\s*\])`;

/** A value that is kept in the browser, and that nothing sets to nothing. */
export interface KeptRef {
  readonly name: string;
  readonly node: t.Node;
  readonly func: Func;
}

export function keptRefs(program: Program): KeptRef[] {
  return MAKERS.flatMap(([callee, from]) =>
    program.callsOf(callee).flatMap(({ call, func }): KeptRef[] => {
      const site = siteOf(program, call, func);
      const args = argumentsOf(call);
      const [first] = args;
      const key = first && constantOf(program, first, func);
      if (typeof key !== 'string' || !from.test(site.from ?? '') || !PERSONAL.test(key)) return [];
      if (isRemoved(program, key)) return [];
      const { parents } = func.module();
      const holder = parents.get(call);
      const names = holder?.type === 'VariableDeclarator' ? boundBy(holder.id).map(({ name }) => name) : [];
      return names.length === 0 || isEmptied(program, names) ? [] : [{ name: key, node: call, func }];
    }),
  );
}

/** Whether some code that speaks of it sets something to nothing; which, is not to be told for certain. */
function isEmptied(program: Program, names: readonly string[]): boolean {
  const speaks = new RegExp(`\\b(${names.map((one) => one.replace(/\$/g, '\\$')).join('|')})\\b`);
  const empties = new RegExp(
    String.raw`\b(set\w*|update|reset\w*|clear\w*|remove\w*)\(\s*([\w.]+,\s*)?(\)|${NOTHING})|(\.value|\$\w+)\s*=\s*${NOTHING}`,
  );
  return program.modules.some(({ text }) => {
    const plain = withoutComments(text);
    return speaks.test(plain) && empties.test(plain);
  });
}
