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

const SPELLED: ReadonlyMap<string, string> = new Map(
  ['httpOnly', 'sameSite', 'maxAge', 'expires', 'path', 'domain', 'secure', 'partitioned'].map((one) => [
    one.toLowerCase(),
    one,
  ]),
);

const NONE: Options = { attributes: new Map(), open: false };

/** `...(remember ? { maxAge } : {})`: how long a cookie lasts does not tell it from others. */
function onlyLasts(argument: t.Node): boolean {
  const node = bare(argument);
  const parts =
    node.type === 'ConditionalExpression'
      ? [node.consequent, node.alternate]
      : node.type === 'LogicalExpression' && node.operator === '&&'
        ? [node.right]
        : [];
  return (
    parts.length > 0 &&
    parts.every((part) => {
      const inner = bare(part);
      if (inner.type === 'NullLiteral' || (inner.type === 'Identifier' && inner.name === 'undefined'))
        return true;
      return (
        inner.type === 'ObjectExpression' &&
        inner.properties.every(
          (one) => one.type === 'ObjectProperty' && /^(maxAge|expires)$/.test(propertyName(one) ?? ''),
        )
      );
    })
  );
}

export function optionsOf(program: Program, expression: t.Node | undefined, func: Func, depth = 0): Options {
  if (!expression) return NONE;
  const value = program.evaluate(bare(expression), func);
  // `isProduction && { domain }`: sometimes there are others.
  const isOne = !/^(Logical|Conditional)Expression$/.test(bare(expression).type);
  if (value.kind !== 'object' || depth > 5) return { attributes: new Map(), open: value.kind !== 'literal' };
  const attributes = new Map<string, { value: Constant | undefined; text: string }>();
  let open = !isOne;
  for (const one of value.node.properties) {
    if (one.type === 'SpreadElement') {
      if (onlyLasts(one.argument)) continue;
      const inner = optionsOf(program, one.argument, value.func, depth + 1);
      for (const [name, attribute] of inner.attributes) attributes.set(name, attribute);
      open ||= inner.open;
    } else if (one.type === 'ObjectProperty') {
      const said = propertyName(one);
      const name = said?.toLowerCase();
      if (name === undefined) open = true;
      // Their case matters: what is spelled otherwise is not there for the library.
      else if (said === (SPELLED.get(name) ?? said))
        attributes.set(name, {
          value: constantOf(program, one.value, value.func),
          text: textOf(one.value, value.func).replace(/\s+/g, ' '),
        });
    }
  }
  return { attributes, open };
}
