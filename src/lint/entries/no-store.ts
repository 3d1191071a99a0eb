import type * as t from '@babel/types';
import { argumentsOf, chainOf, isCall } from '../engine/ast.ts';
import { functionsOf } from '../engine/functions.ts';
import type { Program } from '../engine/program.ts';
import type { Func, Module } from '../engine/types.ts';
import { reachOf } from '../effects/reach.ts';
import { sideOf } from '../side.ts';
import type { Route } from './route.ts';
import { routesOf } from './routes.ts';
import { isIn, scopeOf, type Scope } from './scopes.ts';

/** How code says that an answer must not be stored, or not be used again unasked. */
export const FORBIDS: RegExp = /no-store|nocache|noCache\b|no-cache/;
const EVERY_ONE = new RegExp(FORBIDS, 'g');
/** Registrations of what runs for many routes. */
const FOR_MANY =
  /^(use|addHook|register|onSend|onRequest|onBeforeHandle|ext|before|after|decorate|forRoutes)$/;

/** Which routes are kept from being stored by what stands outside of them. */
export interface Forbidden {
  /** Whether a middleware, a hook or a configuration does it for many routes at once. */
  readonly everywhere: boolean;
  /** Modules that hold routes, and beside them a constant for those. */
  readonly modules: ReadonlySet<Module>;
  /** Whether a middleware for some paths does it for this route, or may do so. */
  readonly covers: (route: Route) => boolean;
}

/** Looks for all places of a server that forbid storing, and tells those of single routes from the others. */
export function forbiddenIn(program: Program): Forbidden {
  const speaking = program.modules.filter((one) => FORBIDS.test(one.text) && sideOf(one) !== 'client');
  const none = { everywhere: false, modules: new Set<Module>(), covers: () => false };
  if (program.modules.some(({ specifiers }) => specifiers.has('nocache')))
    return { ...none, everywhere: true };
  if (speaking.length === 0) return none;
  const routes = routesOf(program).filter(({ node }) => !runsForMany(node));
  const own = new Set(
    routes.flatMap(({ handler, before }) =>
      [handler, ...before].flatMap((one) => [...reachOf(program, one).funcs]),
    ),
  );
  const given = givenToMany(program);
  for (const { funcs } of given) for (const one of funcs) own.delete(one);
  const scopes: Scope[] = [];
  const holding = new Set(routes.map(({ handler }) => handler.module()));
  const modules = new Set<Module>();
  for (const module of speaking) {
    for (const { index } of module.text.matchAll(EVERY_ONE)) {
      // The name of a file says what is in it, and does nothing here.
      if (module.text[index - 1] === '/') continue;
      const around = funcsAround(module, index);
      if (around.some((one) => own.has(one) || isDecorated(one))) continue;
      const at = given.filter(({ funcs }) => around.some((one) => funcs.includes(one)));
      const under = at.flatMap(({ scope }) => scope ?? []);
      scopes.push(...under);
      if (at.length > 0 && under.length === at.length) continue;
      if (around.length > 0 || !holding.has(module) || isRegistered(module, index))
        return { ...none, everywhere: true };
      modules.add(module);
    }
  }
  return { everywhere: false, modules, covers: (route) => scopes.some((one) => isIn(program, route, one)) };
}

/** The functions that are registered for many routes, and for which of them, where that is said. */
function givenToMany(program: Program): { funcs: Func[]; scope: Scope | undefined }[] {
  return ['use', 'addHook', 'onSend', 'onRequest'].flatMap((name) =>
    program.callsOf(name).map(({ call, func }) => ({
      funcs: argumentsOf(call).flatMap((one) => functionsOf(program, one, func)),
      scope: name === 'use' ? scopeOf(program, call, func) : undefined,
    })),
  );
}

/** Whether a registration is of a middleware, and not of one route. */
export function runsForMany(node: t.Node): boolean {
  return isCall(node) && FOR_MANY.test(chainOf(node.callee).at(-1) ?? '');
}

/** The functions that a place of the text stands in, with their decorators. */
function funcsAround({ funcs }: Module, at: number): Func[] {
  return funcs.filter(({ node }) => node.type !== 'File' && startOf(node) <= at && at < (node.end ?? 0));
}

function startOf(node: t.Node): number {
  const decorators = 'decorators' in node && node.decorators ? node.decorators : [];
  return Math.min(node.start ?? 0, ...decorators.map(({ start }) => start ?? 0));
}

/** A method that a framework calls by its decorator answers for itself alone. */
function isDecorated({ node }: Func): boolean {
  return 'decorators' in node && (node.decorators?.length ?? 0) > 0;
}

/** Whether a place of the text is within `app.use(…)` outside of all functions. */
function isRegistered({ top }: Module, at: number): boolean {
  return top.calls.some(
    (call) =>
      (call.start ?? 0) <= at && at < (call.end ?? 0) && FOR_MANY.test(chainOf(call.callee).at(-1) ?? ''),
  );
}
