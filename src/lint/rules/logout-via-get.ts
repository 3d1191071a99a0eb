import type * as t from '@babel/types';
import { bare, chainOf, isMember } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import { functionsOf } from '../engine/functions.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { siteOf, textOf } from '../effects/site.ts';
import { reachOf } from '../effects/reach.ts';
import { isLogout } from '../entries/logouts.ts';
import type { Route } from '../entries/route.ts';
import { routesOf } from '../entries/routes.ts';
import { tableRows } from '../entries/tables.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { namesLogout, saysLogout } from '../words.ts';

export const logoutViaGet: Rule = {
  id: 'logout-via-get',
  level: 'warning',
  summary: 'A GET logs people out: an image or a prefetched link on any page is enough.',
  cwe: ['CWE-352'],
  asvs: '3.5.3',
  check,
};

/** Where the standard asks for a GET: the end of a session at an identity provider. */
const BY_STANDARD =
  /end[-_]?session|openid|oidc|oauth|connect\/|saml|\bslo\b|front-?channel|\bcas\b|callback/i;

/** What a file is called says less: a folder of OAuth has local logouts too. */
const FILE_BY_STANDARD = /end[-_]?session|openid|oidc|saml|\bslo\b|front-?channel/i;

function isByStandard(path: string, { file }: Func): boolean {
  return BY_STANDARD.test(path) || FILE_BY_STANDARD.test(file);
}

function check(program: Program): readonly Finding[] {
  return [...ofHandlers(program), ...unreadable(program), ...unreadableRows(program)];
}

/** `router.get('/logout', controller.logout)`, whose handler is not there to read. */
function unreadable(program: Program): Finding[] {
  return program.callsOf('get').flatMap(({ call, func }) => {
    const { args, owner, from } = siteOf(program, call, func);
    const [first] = args;
    const last = args.at(-1);
    const path = first && constantOf(program, first, func);
    if (!last || args.length < 2 || typeof path !== 'string' || !path.startsWith('/')) return [];
    const isRouter =
      /(^|\.)(app|\w*router|\w*routes?|server|fastify)$/.test(owner) &&
      !/^(axios|supertest)/.test(from ?? '');
    if (!isRouter || !namesLogout(path) || isByStandard(path, func)) return [];
    const isName = isMember(bare(last)) || bare(last).type === 'Identifier';
    if (!isName || !namesLogout(chainOf(last).at(-1) ?? '') || functionsOf(program, last, func).length > 0)
      return [];
    return [finding(func, call, 'cannot-see-callee')];
  });
}

/** The same in a table of routes. */
function unreadableRows(program: Program): Finding[] {
  return tableRows(program).flatMap(({ method, path, handlers, node, func }) => {
    const last = handlers.at(-1);
    if (method !== 'GET' || !last || !namesLogout(path) || isByStandard(path, func)) return [];
    const name = bare(last).type === 'StringLiteral' ? textOf(last, func) : (chainOf(last).at(-1) ?? '');
    return saysLogout(name) && functionsOf(program, last, func).length === 0
      ? [finding(func, node, 'cannot-see-callee')]
      : [];
  });
}

function finding(func: Func, node: t.Node, certainty: Finding['certainty']): Finding {
  return findingAt(logoutViaGet, func, node, {
    message:
      'This logs out by GET, which other sites, prefetching browsers and link scanners can send. Use POST.',
    certainty,
    fix: advice('Register it as POST, and send it from a form or by fetch.'),
  });
}

function ofHandlers(program: Program): Finding[] {
  // Of all routes: one handler may be registered for GET as well as for POST.
  return routesOf(program).flatMap((route) => {
    const { handler, path } = route;
    if (!isLogout(route) || !takesGet(route) || isByStandard(path, handler)) return [];
    const { effects } = reachOf(program, handler);
    const changes = effects.some(
      ({ kind, plausible, site }) =>
        kind === 'end-session' ||
        kind === 'clear-cookie' ||
        kind === 'write' ||
        (kind === 'unknown' && mayEnd(site?.method ?? '', plausible === true)),
    );
    if (!changes) return [];
    return [finding(route.func, route.node, 'proven')];
  });
}

/** Whether what cannot be seen ends something: it is told whose, and is called like it. */
function mayEnd(method: string, plausible: boolean): boolean {
  const ends =
    /delete|remove|destroy|revoke|clear|end|invalidat|close|terminat|kill|expire|drop|purge|forget|reset|unset|logged|^del$/i;
  return saysLogout(method) || (plausible && ends.test(method));
}

/** A route that takes every method takes GET too, unless its code looks at the method. */
function takesGet({ how, method, path, handler, node }: Route): boolean {
  // What is no path is told by a message, and not by a request.
  if (method === 'ANY' && !path.startsWith('/')) return false;
  if (how !== 'route' || method !== 'ANY') return how === 'route' && method === 'GET';
  const { text, funcs } = handler.module();
  // Where the file is the route, all of it is about that.
  const isFile = funcs.some((one) => one.node === node);
  return !LOOKS_AT_METHOD.test(isFile ? text : text.slice(handler.node.start ?? 0, handler.node.end ?? 0));
}

const LOOKS_AT_METHOD = /\bmethods?\b|['"`]POST['"`]|\.post\s*\(/i;
