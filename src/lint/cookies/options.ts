import { bare, propertyName } from '../engine/ast.ts';
import { constantOf, type Constant } from '../engine/constant.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { textOf } from '../effects/site.ts';
import type * as t from '@babel/types';

/** The attributes of a cookie by their names in lower case: a value, or the source of what cannot be told. */
export interface Options {
  readonly attributes: ReadonlyMap<string, { readonly value: Constant | undefined; readonly text: string }>;
  /** Whether there may be others. */
  readonly open: boolean;
}

const NONE: Options = { attributes: new Map(), open: false };

export function optionsOf(program: Program, expression: t.Node | undefined, func: Func, depth = 0): Options {
  if (!expression) return NONE;
  const value = program.evaluate(bare(expression), func);
  if (value.kind !== 'object' || depth > 5) return { attributes: new Map(), open: value.kind !== 'literal' };
  const attributes = new Map<string, { value: Constant | undefined; text: string }>();
  let open = false;
  for (const one of value.node.properties) {
    if (one.type === 'SpreadElement') {
      const inner = optionsOf(program, one.argument, value.func, depth + 1);
      for (const [name, attribute] of inner.attributes) attributes.set(name, attribute);
      open ||= inner.open;
    } else if (one.type === 'ObjectProperty') {
      const name = propertyName(one)?.toLowerCase();
      if (name === undefined) open = true;
      else
        attributes.set(name, {
          value: constantOf(program, one.value, value.func),
          text: textOf(one.value, value.func).replace(/\s+/g, ' '),
        });
    }
  }
  return { attributes, open };
}
