import type * as t from '@babel/types';
import { bare, propertyName } from '../engine/ast.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { effectsOf } from '../effects/classify.ts';
import type { Effect } from '../effects/effect.ts';
import { kindOf, type KeyKind, type Methods } from './kind.ts';
import { shapeOf, type Shape } from './shape.ts';

/** A field of a record that a token is stored in, or found by. */
export interface RecordUse {
  readonly kind: KeyKind;
  /** `refreshtoken.token`: the model and the field. */
  readonly field: string;
  readonly shape: Shape;
  readonly effect: Effect;
  readonly func: Func;
}

const METHODS: Methods = {
  set: /^(create|insert(One)?|save|upsert)$/,
  get: /^(find\w*|count\w*|exists)$/,
  delete: /^(delete(One|Many)?|remove(One)?|destroy|update(One|Many)?|findOneAnd\w+)$/,
};
const ABOUT = /^(\w*token\w*|jti|\w*hash|sid|session_?id|key)$/i;

/** The fields for tokens in the objects that a model's methods are given: `{ where }`, `{ data }` and plain ones. */
export function recordUses(program: Program, funcs: Iterable<Func>): RecordUse[] {
  const found: RecordUse[] = [];
  for (const func of funcs) {
    for (const effect of effectsOf(program, func)) {
      const { site } = effect;
      if (!site || (effect.kind !== 'write' && effect.kind !== 'read')) continue;
      const { method, chain, args } = site;
      const kind = kindOf(method, METHODS);
      const model = chain.at(-2);
      const [first] = args;
      if (!kind || !first || model === undefined || model === '()') continue;
      for (const [name, value] of fieldsOf(first, kind === 'set')) {
        if (!ABOUT.test(name)) continue;
        const field = `${model.toLowerCase()}.${name.toLowerCase()}`;
        found.push({ kind, field, shape: shapeOf(program, value, func), effect, func });
      }
    }
  }
  return found;
}

function fieldsOf(argument: t.Expression, isData: boolean): [string, t.Node][] {
  const node = bare(argument);
  if (node.type !== 'ObjectExpression') return [];
  return node.properties.flatMap((one): [string, t.Node][] => {
    const name = one.type === 'ObjectProperty' ? propertyName(one) : undefined;
    if (one.type !== 'ObjectProperty' || name === undefined) return [];
    const value = bare(one.value);
    if (name === (isData ? 'data' : 'where') && value.type === 'ObjectExpression')
      return fieldsOf(value, isData);
    return value.type === 'ObjectExpression' ? [] : [[name, one.value]];
  });
}
