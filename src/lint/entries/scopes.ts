import type * as t from '@babel/types';
import { argumentsOf, bare, isCall, isMember, type Call } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { mountsOf } from './mounts.ts';
import type { Route } from './route.ts';

/** The routes that a middleware is for: those of a router, below a path. */
export interface Scope {
  readonly router: t.Node | undefined;
  readonly prefix: string;
}

/** What `app.use('/admin', f)` and `admin.use(f)` are for; undefined where it is for all, or cannot be told. */
export function scopeOf(program: Program, call: Call, func: Func): Scope | undefined {
  const router = routerOf(program, call, func);
  const [first] = argumentsOf(call);
  const said = first && constantOf(program, first, func);
  const own = typeof said === 'string' ? said.replace(/\/?(\*|\(\.\*\)|:\w+\*?|\{.*\})*$/, '') : '';
  const mounted = router && mountsOf(program).get(router);
  const prefix = `${mounted ?? ''}${own}`.replace(/\/+$/, '');
  return prefix === '' ? undefined : { router, prefix };
}

/** Whether a route is within a scope, or may be: where it is mounted is not always to be seen. */
export function isIn(program: Program, { node, func, path }: Route, { router, prefix }: Scope): boolean {
  const own = isCall(node) ? routerOf(program, node, func) : undefined;
  if (!own || (own !== router && !mountsOf(program).has(own))) return true;
  return `${path}/`.startsWith(`${prefix}/`);
}

/** The call that made the router that something is registered on. */
function routerOf(program: Program, call: Call, func: Func): t.Node | undefined {
  const callee = bare(call.callee);
  const value = isMember(callee) ? program.evaluate(callee.object, func) : undefined;
  return value?.kind === 'opaque' ? value.call?.node : undefined;
}
