import type * as t from '@babel/types';
import { bare, chainOf, isMember, propertyOf } from '../../engine/ast.ts';
import type { Program } from '../../engine/program.ts';
import type { Func, Module } from '../../engine/types.ts';
import type { Effect } from '../effect.ts';
import { siteOf, textOf, type Site } from '../site.ts';

/** Packages whose session is the cookie: ending it on the server ends nothing for who kept a copy. */
const SEALED =
  /^(cookie-session|client-sessions|iron-session|next-iron-session|@fastify\/secure-session|fastify-secure-session|koa-session-cookie|@hapi\/cookie)(\/|$)/;
/** Packages that keep sessions on the server. */
const STORED =
  /^(express-session|@fastify\/session|fastify-session|koa-generic-session|koa-redis-session|koa-session-minimal|next-session|connect-[\w-]+|lucia|@adonisjs\/[\w/]+)(\/|$)/;

const METHODS =
  /^(destroy|regenerate|invalidate|reset|delete|destroySession|invalidateSession|deleteSession)$/;

/** Ending a session by a call: `req.session.destroy()`, passport's `req.logout()`. */
export function sessionEnd(program: Program, site: Site): Effect | undefined {
  const { node, func, method, owner, chain } = site;
  const about = textOf(node, func);
  const isPassport = /^log_?out$/i.test(method) && /(^|\.)(req|request|ctx|context|this)$/.test(owner);
  if (isPassport && chain.length >= 2 && owner !== 'this')
    return { kind: 'end-session', node, func, site, about, sealed: sealedness(program, func.module(), site) };
  if (!METHODS.test(method)) return undefined;
  // `Session.destroy({ where })` is what a model does.
  if (chain.length === 2 && chain[0] === 'Session' && site.from === undefined) return undefined;
  // Remix: what makes the storage says where its sessions live.
  const made = site.path.find((step) => /^create\w*SessionStorage$/.test(step));
  if (made)
    return { kind: 'end-session', node, func, site, about, sealed: made === 'createCookieSessionStorage' };
  // A session of the request, or what a library answers; `prisma.session` is a table.
  const isSession =
    /(^|\.)(_?req|request|ctx|context|c|this|handshake|event|locals)\.session$|^session$|get(iron)?session\.\(\)$/.test(
      owner,
    );
  const { value } = site;
  const from = value.kind === 'opaque' && value.origin.kind === 'package' ? value.origin.name : '';
  if (!isSession && !SEALED.test(from)) return undefined;
  if (/sessionstorage/.test(owner)) return undefined;
  return { kind: 'end-session', node, func, site, about, sealed: sealedness(program, func.module(), site) };
}

/** Ending a session by an assignment: `req.session = null`, `delete req.session.user`. */
export function sessionAssigned(
  program: Program,
  node: Func['assigned'][number],
  func: Func,
): Effect | undefined {
  const isNothing =
    node.type === 'UnaryExpression' || (node.type === 'AssignmentExpression' && empties(node.right));
  if (!isNothing) return undefined;
  const target = bare(node.type === 'AssignmentExpression' ? node.left : node.argument);
  if (!isMember(target)) return undefined;
  const chain = chainOf(target);
  const at = chain.indexOf('session');
  if (at < 0 || at > 3 || chain.length - at > 3) return undefined;
  const [root = ''] = chain;
  if (!/^(req|request|ctx|context|this|session|c|_?res|socket|handshake)$/i.test(root)) return undefined;
  const whole = chain.at(-1) === 'session';
  const sealed = sealedness(program, func.module(), undefined);
  const about = textOf(node, func);
  if (!whole) return { kind: 'end-session', node, func, about, sealed };
  // On a request it ends nothing either way: cookie-session has nothing else, and express-session keeps what it stored.
  const ends =
    !/^req/i.test(root) || program.modules.some(({ text }) => /\bunset\s*:\s*['"]destroy/.test(text));
  return { kind: 'end-session', node, func, about, sealed: ends ? sealed : true };
}

function empties(node: t.Node): boolean {
  const inner = bare(node);
  return (
    inner.type === 'NullLiteral' ||
    (inner.type === 'Identifier' && inner.name === 'undefined') ||
    (inner.type === 'ObjectExpression' && inner.properties.length === 0) ||
    (inner.type === 'StringLiteral' && inner.value === '') ||
    (inner.type === 'BooleanLiteral' && !inner.value) ||
    (inner.type === 'UnaryExpression' && inner.operator === 'void')
  );
}

/** Whether a session is sealed in its cookie: by what it comes from, else by what the program uses. */
export function sealedness(program: Program, module: Module, site: Site | undefined): boolean | undefined {
  if (site?.from !== undefined) {
    if (SEALED.test(site.from)) return true;
    if (STORED.test(site.from)) return false;
  }
  return sealedIn(program, [module]) ?? sealedAnywhere(program);
}

const anywhere = new WeakMap<Program, { readonly sealed: boolean | undefined }>();

function sealedAnywhere(program: Program): boolean | undefined {
  const known = anywhere.get(program) ?? { sealed: sealedIn(program, program.modules) };
  anywhere.set(program, known);
  return known.sealed;
}

function sealedIn(program: Program, modules: readonly Module[]): boolean | undefined {
  const used = modules.flatMap(({ specifiers }) => [...specifiers]);
  if (used.some((one) => STORED.test(one))) return false;
  if (used.some((one) => SEALED.test(one))) return true;
  // koa-session is either: it is sealed unless it is given a store.
  const koa = modules.filter(({ specifiers }) => specifiers.has('koa-session'));
  return koa.length > 0 ? !koa.some((module) => givesStore(program, module)) : undefined;
}

function givesStore(program: Program, module: Module): boolean {
  return module.funcs.some((func) =>
    func.calls.some((call) => {
      const { from, args } = siteOf(program, call, func);
      return (
        from === 'koa-session' &&
        args.some((one) => {
          const value = program.evaluate(one, func);
          return value.kind === 'object' && /^(store|ContextStore)$/.test(storeOf(value.node));
        })
      );
    }),
  );
}

function storeOf(node: t.ObjectExpression): string {
  return ['store', 'ContextStore'].find((name) => propertyOf(node, name)) ?? '';
}
