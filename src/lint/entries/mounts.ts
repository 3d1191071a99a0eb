import type * as t from '@babel/types';
import { argumentsOf, bare, isMember } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import { nameOfFile } from '../engine/name.ts';
import type { Program } from '../engine/program.ts';
import type { Value } from '../engine/types.ts';
import type { Site } from '../effects/site.ts';

const known = new WeakMap<Program, ReadonlyMap<t.Node, string>>();

/** The prefix under which a router is mounted, by the call that made the router. */
export function mountsOf(program: Program): ReadonlyMap<t.Node, string> {
  const before = known.get(program);
  if (before) return before;
  const found = new Map<t.Node, string>();
  known.set(program, found);
  const above = new Map<t.Node, t.Node>();
  for (const { call, func } of [...program.callsOf('use'), ...program.callsOf('route')]) {
    const args = argumentsOf(call);
    const said = args[0] && constantOf(program, args[0], func);
    const path = typeof said === 'string' ? said : '';
    const callee = bare(call.callee);
    const parent = isMember(callee) ? made(program.evaluate(callee.object, func)) : undefined;
    for (const one of typeof said === 'string' ? args.slice(1) : args) {
      const value = program.evaluate(one, func);
      const router = made(value.kind === 'module' ? program.exported(value.module, 'default') : value);
      if (!router || router === parent) continue;
      if (path !== '') found.set(router, path);
      if (parent) above.set(router, parent);
    }
  }
  const own = new Map(found);
  for (const router of above.keys()) {
    let prefix = found.get(router) ?? '';
    const seen = new Set([router]);
    for (let up = above.get(router); up && !seen.has(up); up = above.get(up)) {
      seen.add(up);
      prefix = `${(own.get(up) ?? '').replace(/\/$/, '')}${prefix}`;
    }
    if (prefix !== '') found.set(router, prefix);
  }
  return found;
}

/** The call that made a router. */
function made(value: Value): t.Node | undefined {
  return value.kind === 'opaque' ? value.call?.node : undefined;
}

/** Where its router is mounted; else what the router or the file is called, where the path itself says nothing. */
export function prefixOf(
  program: Program,
  { node, func, owner }: Site,
  mounts: ReadonlyMap<t.Node, string>,
  path: string,
): string {
  const callee = bare(node.callee);
  const router = isMember(callee) ? program.evaluate(callee.object, func) : undefined;
  const mounted = router?.kind === 'opaque' && router.call && mounts.get(router.call.node);
  if (typeof mounted === 'string') return mounted.replace(/\/$/, '');
  if (/^\/?[a-z]/i.test(path)) return '';
  const name = owner.split('.').at(-1) ?? '';
  const hint = /^(app|router|route|server|fastify|api|routes|this)$/.test(name)
    ? nameOfFile(func.file)
    : name.replace(/routers?$/, '');
  return /^[a-z][\w-]*$/i.test(hint)
    ? `/${hint.replace(/[-_]?(routes?|routers?|controller|handler|api)$/i, '')}`
    : '';
}
