import type * as t from '@babel/types';
import { argumentsOf } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import { decoratorsOf } from '../engine/decorators.ts';
import { functionsOf } from '../engine/functions.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { saysLogout } from '../words.ts';
import { textOf, type Site } from './site.ts';
import { ofVuex } from './client/vuex.ts';

export interface Listener {
  /** The event, or undefined where it cannot be told. */
  readonly event: string | undefined;
  readonly text: string;
  readonly kind: 'event' | 'action';
  readonly funcs: readonly Func[];
  /** Where it is said. */
  readonly node: t.Node;
  readonly func: Func;
}

const known = new WeakMap<Program, readonly Listener[]>();

/** Everything in the program that listens to events or to dispatched actions. */
export function allListeners(program: Program): readonly Listener[] {
  const before = known.get(program);
  if (before) return before;
  const found: Listener[] = [];
  known.set(program, found);
  for (const name of [
    'on',
    'once',
    'addListener',
    'subscribe',
    'addEventListener',
    'prependListener',
    'onAny',
    '$on',
    '$once',
  ]) {
    for (const { call, func } of program.callsOf(name)) {
      const [event, listener] = argumentsOf(call);
      if (!event || !listener) continue;
      const told = constantOf(program, event, func);
      found.push({
        event: typeof told === 'string' ? told : undefined,
        text: textOf(event, func),
        kind: 'event',
        funcs: functionsOf(program, listener, func),
        node: call,
        func,
      });
    }
  }
  for (const name of ['takeLatest', 'takeEvery', 'takeLeading', 'startListening']) {
    for (const { call, func } of program.callsOf(name)) {
      const [pattern, worker] = argumentsOf(call);
      if (!pattern) continue;
      const funcs = functionsOf(program, worker ?? pattern, func);
      const inObject = func.inner.filter(
        ({ node }) => (node.start ?? 0) > (call.start ?? 0) && (node.end ?? 0) < (call.end ?? 0),
      );
      found.push({
        event: undefined,
        text: textOf(pattern, func),
        kind: 'action',
        funcs: [...funcs, ...inObject],
        node: call,
        func,
      });
    }
  }
  for (const module of program.modules) {
    for (const func of module.funcs) {
      for (const { name, args } of decoratorsOf(func)) {
        if (!/^(OnEvent|OnSafeEvent|EventPattern|EventsHandler)$/.test(name)) continue;
        const told = args[0] && constantOf(program, args[0], func.outer ?? func);
        const text = args[0] ? textOf(args[0], func) : '';
        found.push({
          event: typeof told === 'string' ? told : undefined,
          text,
          kind: 'event',
          funcs: [func],
          node: func.node,
          func,
        });
      }
    }
  }
  return found;
}

/** What runs because of an `emit` or a `dispatch`. */
export function listenersOf(program: Program, site: Site): Func[] {
  const { method, args, func, given } = site;
  const [first] = args;
  if (!first) return [];
  const name = constantOf(program, first, func);
  if (/^emit(Async)?$/.test(method)) {
    if (typeof name !== 'string') return [];
    return allListeners(program).flatMap((one) =>
      one.kind === 'event' && one.event === name ? one.funcs : [],
    );
  }
  if (method === 'commit') return typeof name === 'string' ? [...ofVuex(program, 'mutations', name)] : [];
  if (method !== 'dispatch' && method !== 'put') return [];
  if (typeof name === 'string') return [...ofVuex(program, 'actions', name)];
  if (!saysLogout(given)) return [];
  return allListeners(program).flatMap((one) =>
    one.kind === 'action' && saysLogout(one.text) ? one.funcs : [],
  );
}
