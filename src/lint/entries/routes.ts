import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { branchRoutes } from './branches.ts';
import { fileRoutes } from './by-file.ts';
import { decoratedRoutes } from './decorated.ts';
import { registeredRoutes } from './express.ts';
import { fieldRoutes } from './fields.ts';
import { resolverRoutes } from './resolvers.ts';
import type { Route } from './route.ts';
import { tableRoutes } from './tables.ts';

const routes = new WeakMap<Program, readonly Route[]>();
const paths = new WeakMap<Program, ReadonlyMap<Func, string>>();

/** The path under which a function answers; empty where it does not. */
export function pathOf(program: Program, func: Func): string {
  let known = paths.get(program);
  if (!known) {
    known = new Map(routesOf(program).map(({ handler, path }) => [handler, path]));
    paths.set(program, known);
  }
  return known.get(func) ?? '';
}

/** Everything that the program lets others call, once for each handler and method. */
export function routesOf(program: Program): readonly Route[] {
  const before = routes.get(program);
  if (before) return before;
  const seen = new Map<Func, string[]>();
  const found = [
    ...registeredRoutes(program),
    ...decoratedRoutes(program),
    ...fileRoutes(program),
    ...resolverRoutes(program),
    ...fieldRoutes(program),
    ...branchRoutes(program),
    ...tableRoutes(program),
  ].filter(({ handler, method, path }) => {
    const key = `${method} ${path}`;
    const keys = seen.get(handler) ?? [];
    seen.set(handler, [...keys, key]);
    return !keys.includes(key);
  });
  routes.set(program, found);
  return found;
}
