import type * as t from '@babel/types';
import { argumentsOf, bare, isMember } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import { nameOfFile } from '../engine/name.ts';
import type { Program } from '../engine/program.ts';
import type { Site } from '../effects/site.ts';

/** The prefix under which a router is mounted, by the call that made the router. */
export function mountsOf(program: Program): ReadonlyMap<t.Node, string> {
  const found = new Map<t.Node, string>();
  for (const { call, func } of [...program.callsOf('use'), ...program.callsOf('route')]) {
    const [first, ...rest] = argumentsOf(call);
    const path = first && constantOf(program, first, func);
    if (typeof path !== 'string') continue;
    for (const one of rest) {
      const value = program.evaluate(one, func);
      if (value.kind === 'opaque' && value.call) found.set(value.call.node, path);
      if (value.kind === 'module') {
        const whole = program.exported(value.module, 'default');
        if (whole.kind === 'opaque' && whole.call) found.set(whole.call.node, path);
      }
    }
  }
  return found;
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
