import type * as t from '@babel/types';
import { argumentsOf, bare, isFunction, propertyName, propertyOf } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import { nameOfHolder } from '../engine/name.ts';
import type { Program } from '../engine/program.ts';
import type { Func, Value } from '../engine/types.ts';
import { siteOf, textOf } from '../effects/site.ts';
import { withoutComments } from '../tokens/checking/deeds.ts';
import { isRemoved } from './emptied.ts';
import { leaversIn } from './kept-fields.ts';
import { isKept, stateNode, type Kept } from './kept.ts';

/** Stores of Pinia that a plugin keeps in the browser, and that no logout empties. */
export function keptPinia(program: Program): Kept[] {
  return program.callsOf('defineStore').flatMap(({ call, func }): Kept[] => {
    if (siteOf(program, call, func).from !== 'pinia') return [];
    const args = argumentsOf(call);
    const [first] = args;
    const said = first && constantOf(program, first, func);
    const options = args.toReversed().map((one) => program.evaluate(one, func));
    const holder = options.find(
      (one) => one.kind === 'object' && propertyOf(one.node, 'persist') !== undefined,
    );
    if (holder?.kind !== 'object') return [];
    const { parents } = func.module();
    const hook = nameOfHolder(call, parents, '');
    const persist = propertyOf(holder.node, 'persist');
    const how = persist?.type === 'ObjectProperty' ? bare(persist.value) : undefined;
    if (how?.type === 'BooleanLiteral' && !how.value) return [];
    const state = stateOf(program, args, holder, func);
    const name = typeof said === 'string' ? said : hook;
    if (!state) return [];
    const kept = picked(state, how ? textOf(how, holder.func) : '');
    if (isResetOutside(program, hook, kept, func.file) || isRemoved(program, name)) return [];
    const one = {
      name,
      state: kept,
      leavers: leaversIn(call, func),
      source: func,
      node: persist ?? call,
      func,
    };
    return isKept(program, one) ? [one] : [];
  });
}

/** Of the state only what is said to be kept: `persist: { pick: ['token'] }`. */
function picked(state: t.ObjectExpression, how: string): t.ObjectExpression {
  if (!/\b(pick|paths)\s*:/.test(how)) return state;
  const properties = state.properties.filter(
    (one) =>
      one.type === 'ObjectProperty' &&
      one.key.type === 'Identifier' &&
      new RegExp(`\\b${one.key.name}\\b`).test(how),
  );
  return { ...state, properties };
}

/** What a store begins with: `state: () => ({ … })`, or what the refs of a setup function begin with. */
function stateOf(
  program: Program,
  args: readonly t.Expression[],
  options: Extract<Value, { kind: 'object' }>,
  func: Func,
): t.ObjectExpression | undefined {
  const own = stateNode(program, program.member(options, 'state'));
  if (own) return own;
  const setup = args.map((one) => bare(one)).find((one) => isFunction(one));
  const value = setup && program.evaluate(setup, func);
  const answer = value?.kind === 'function' ? program.answer(value.func) : undefined;
  if (value?.kind !== 'function' || answer?.kind !== 'object') return undefined;
  const properties = answer.node.properties.filter((one) => {
    const node = one.type === 'ObjectProperty' ? bare(one.value) : undefined;
    const binding = node?.type === 'Identifier' ? value.func.scope.get(node.name) : undefined;
    return (
      binding?.kind === 'variable' &&
      binding.init !== undefined &&
      /^(ref|shallowRef|reactive)\b/.test(textOf(binding.init, value.func))
    );
  });
  return { ...answer.node, properties };
}

const NOTHING = String.raw`(null|undefined|''|""|\[\s*\]|\{\s*\})`;

/** Whether a store is set anew by whoever uses it, or with all others. */
function isResetOutside(program: Program, hook: string, state: t.ObjectExpression, own: string): boolean {
  const fields = state.properties.flatMap((one) =>
    one.type === 'ObjectProperty' ? (propertyName(one) ?? []) : [],
  );
  const sets = `\\.(\\$(reset|dispose|patch)\\b|\\$state\\s*=|(${fields.join('|')})(\\.value)?\\s*=\\s*${NOTHING})`;
  const refs = new RegExp(`\\b(${fields.join('|')})\\.value\\s*=\\s*${NOTHING}`);
  const made = new RegExp(`(\\w+)\\s*=\\s*${hook}\\(`, 'g');
  return program.modules.some(({ text, file }) => {
    const plain = withoutComments(text);
    if (/\b_s\s*\.\s*forEach|resetAll(Stores|Pinia)?|pinia\.state\.value\s*=|disposePinia/.test(plain))
      return true;
    if (hook === '' || file === own || !plain.includes(hook)) return false;
    // Where its refs are taken, or several stores are gone through, which one is meant is not to be seen.
    if (/storeToRefs|mapStores|mapState/.test(plain) && refs.test(plain)) return true;
    if (/\$reset\b/.test(plain) && /forEach|\bof\b|\.map\(|mapStores/.test(plain)) return true;
    const names = [...plain.matchAll(made)].map(([, name = '']) => name);
    return new RegExp(`(\\b(${[...names, 'this\\.\\w+Store'].join('|')})|${hook}\\([^)]*\\))${sets}`).test(
      plain,
    );
  });
}
