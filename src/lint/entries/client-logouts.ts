import type * as t from '@babel/types';
import { isCall, propertyName } from '../engine/ast.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { allListeners } from '../effects/listeners.ts';
import { sideOf } from '../side.ts';
import { namesLogout } from '../words.ts';
import { logoutClicks } from './clicks.ts';
import { domClicks } from './dom-clicks.ts';
import { answersRequests, logoutsOf } from './logouts.ts';
import { templateClicks } from './template-clicks.ts';

/** What runs in front of somebody who logs out. */
export interface ClientLogout {
  readonly func: Func;
  readonly how: 'function' | 'reducer' | 'click' | 'listener';
}

/** What runs when the session is over anyway: there is nobody to tell. */
const AFTERWARDS = /force|expire|unauthor|401|invalid|kicked|remote|other|broadcast/i;

const known = new WeakMap<Program, readonly ClientLogout[]>();

export function clientLogoutsOf(program: Program): readonly ClientLogout[] {
  const before = known.get(program);
  if (before) return before;
  const servers = new Set(logoutsOf(program).map(({ handler }) => handler));
  const fronts = program.modules.filter((module) => sideOf(module) !== 'server');
  const clicked = new Set(
    fronts.flatMap((module) => [
      ...logoutClicks(program, module),
      ...templateClicks(program, module),
      ...domClicks(program, module),
    ]),
  );
  const heard = heardLogouts(program);
  const found = fronts.flatMap((module) =>
    module.funcs.flatMap((func): ClientLogout[] => {
      if (func.node.type === 'File' || servers.has(func) || answersRequests(func)) return [];
      if (isReducer(func)) return namesLogout(func.name) ? [{ func, how: 'reducer' }] : [];
      if (isNamed(func)) return [{ func, how: 'function' }];
      if (clicked.has(func)) return [{ func, how: 'click' }];
      return heard.has(func) ? [{ func, how: 'listener' }] : [];
    }),
  );
  const funcs = new Set(found.map(({ func }) => func));
  const acts = found.filter(({ func }) => !isComponent(func) || !func.inner.some((one) => funcs.has(one)));
  known.set(program, acts);
  return acts;
}

/** Where a component holds what is done when somebody presses it, to show it is not yet to do it. */
function isComponent({ name, jsx }: Func): boolean {
  return /^[A-Z]/.test(name) && jsx.length > 0;
}

/** What listens to the action of logging out: workers of sagas, listeners of Redux. */
export function heardLogouts(program: Program): ReadonlySet<Func> {
  return new Set(
    allListeners(program).flatMap(({ kind, text, funcs }) =>
      kind === 'action' && namesLogout(text.replace(/\.(type|match)\b/g, '')) ? funcs : [],
    ),
  );
}

function isNamed({ name }: Func): boolean {
  if (name === '' || AFTERWARDS.test(name)) return false;
  // `useLogout()` gives a function that logs out; a component called Logout does it when it is shown.
  return namesLogout(
    name
      .replace(/^use(?=[A-Z])/, '')
      .replace(/^on(?=[A-Z])/, '')
      .replace(/(Handler|Page|Screen|Thunk|Action|Async)$/, ''),
  );
}

/** `reducers: { logout(state) { … } }`. */
export function isReducer(func: Func): boolean {
  if (func.node.type === 'File') return false;
  const [first] = func.node.params;
  const isState = first?.type === 'Identifier' && /^_?(state|draft|s|prev)$/.test(first.name);
  const parents = func.module().parents;
  let node: t.Node | undefined = func.node;
  for (let turn = 0; node && turn < 4; turn += 1) {
    node = parents.get(node);
    if (
      node?.type === 'ObjectProperty' &&
      /^(reducers|extraReducers|mutations)$/.test(propertyName(node) ?? '')
    )
      return true;
    if (node && isCall(node)) break;
  }
  return isState && !/Thunk|Action$/.test(func.name);
}
