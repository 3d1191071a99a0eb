import type * as t from '@babel/types';
import { bare, isFunction } from '../engine/ast.ts';
import { functionsOf } from '../engine/functions.ts';
import { funcOf } from '../engine/lookup.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { effectsOf } from './classify.ts';
import { commandHandlers } from './commands.ts';
import type { Effect } from './effect.ts';
import { listenersOf } from './listeners.ts';
import { siteOf, type Site } from './site.ts';
import { onlyRecords } from './unseen.ts';

/** All that happens when a function runs, by itself and through whatever it calls that can be read. */
export interface Reach {
  readonly effects: readonly Effect[];
  readonly funcs: ReadonlySet<Func>;
}

const known = new WeakMap<Func, Reach>();

export function reachOf(program: Program, start: Func): Reach {
  const before = known.get(start);
  if (before) return before;
  const funcs = new Set<Func>([start]);
  const effects: Effect[] = [];
  // A set can be added to while it is gone through.
  for (const func of funcs) {
    effects.push(...effectsOf(program, func));
    for (const next of followersOf(program, func)) funcs.add(next);
  }
  const reach = { effects, funcs };
  known.set(start, reach);
  return reach;
}

const followers = new WeakMap<Func, readonly Func[]>();

/** The functions that run because this one does. */
function followersOf(program: Program, func: Func): readonly Func[] {
  const before = followers.get(func);
  if (before) return before;
  const found: Func[] = [];
  followers.set(func, found);
  for (const call of func.calls) {
    const site = siteOf(program, call, func);
    if (!onlyRecords(site)) found.push(...calledBy(program, site));
  }
  for (const one of func.returns) {
    const value = isFunction(bare(one)) ? program.evaluate(one, func) : undefined;
    if (value?.kind === 'function') found.push(value.func);
  }
  for (const inner of func.inner) if (isInElement(inner)) found.push(inner);
  for (const element of func.jsx) {
    for (const one of element.attributes) {
      if (one.type !== 'JSXAttribute' || one.value?.type !== 'JSXExpressionContainer') continue;
      if (one.value.expression.type === 'Identifier')
        found.push(...functionsOf(program, one.value.expression, func));
    }
  }
  return found;
}

function calledBy(program: Program, site: Site): Func[] {
  const { node, func, value, args } = site;
  const found: Func[] = [];
  if (value.kind === 'function') found.push(value.func);
  else if (value.kind === 'class') {
    const made = value.cls.methods.get('constructor');
    if (made) found.push(made);
  } else if (value.kind === 'opaque') {
    found.push(...listenersOf(program, site), ...commandHandlers(program, site));
    // `const logout = useMutation({ mutationFn })`, `createAsyncThunk('logout', f)`: what was given then runs now.
    if (
      value.call &&
      value.call.node !== node &&
      site.path.some((step) =>
        /^(use[A-Z]\w*|createAsyncThunk|\w*[cC]allback|defineAction|\w*[hH]andler|debounce|throttle|once|action|task)$/.test(
          step,
        ),
      )
    )
      found.push(
        ...value.call.node.arguments.flatMap((one) => givenIn(program, one, value.call?.func ?? func)),
      );
  }
  for (const one of args) found.push(...givenIn(program, one, func));
  return found;
}

/** The functions that an argument gives away: itself, or in an object. */
function givenIn(program: Program, argument: t.Node, func: Func): Func[] {
  const node = bare(argument);
  if (isFunction(node)) {
    const found = funcOf(node, func);
    return found ? [found] : [];
  }
  if (node.type === 'ObjectExpression') {
    return node.properties.flatMap((one) =>
      one.type === 'ObjectMethod'
        ? (funcOf(one, func) ?? [])
        : one.type === 'ObjectProperty'
          ? givenIn(program, one.value, func)
          : [],
    );
  }
  if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return [];
  const value = program.evaluate(node, func);
  return value.kind === 'function' ? [value.func] : [];
}

/** `onClick={() => …}`. */
function isInElement(inner: Func): boolean {
  return inner.module().parents.get(inner.node)?.type === 'JSXExpressionContainer';
}
