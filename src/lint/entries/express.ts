import type * as t from '@babel/types';
import { argumentsOf, bare, isCall, isFunction, isMember, propertyOf, type Call } from '../engine/ast.ts';
import { constantOf, type Constant } from '../engine/constant.ts';
import { functionsOf } from '../engine/functions.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { siteOf, type Site } from '../effects/site.ts';
import { mountsOf, prefixOf } from './mounts.ts';
import type { Route } from './route.ts';

const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'del', 'all'];
const CLIENTS =
  /^(axios|ky|got|superagent|supertest|node-fetch|undici|ofetch|@angular\/common\/http|msw|nock|request|rxjs)(\/|$)/;

/** Routes registered by calls: Express, Koa, Fastify, Hono, hapi, and those that are like them. */
export function registeredRoutes(program: Program): Route[] {
  const mounts = mountsOf(program);
  const found: Route[] = [];
  for (const verb of VERBS) {
    for (const { call, func } of program.callsOf(verb))
      found.push(...ofVerb(program, call, func, verb, mounts));
  }
  for (const { call, func } of [...program.callsOf('use'), ...program.callsOf('register')]) {
    found.push(...ofUse(program, call, func));
  }
  for (const { call, func } of program.callsOf('route')) found.push(...ofObject(program, call, func, mounts));
  return found;
}

function ofVerb(
  program: Program,
  call: Call,
  func: Func,
  verb: string,
  mounts: ReadonlyMap<t.Node, string>,
): Route[] {
  const site = siteOf(program, call, func);
  const callee = bare(call.callee);
  if (!isMember(callee) || isClient(site)) return [];
  let args = site.args;
  let path = args[0] && pathText(program, args[0], func);
  const chained = routeCall(callee.object);
  if (chained)
    path = argumentsOf(chained)[0] && constantOf(program, argumentsOf(chained)[0] as t.Expression, func);
  else {
    // koa-router takes a name first.
    const second = args[1] && constantOf(program, args[1], func);
    if (typeof path === 'string' && typeof second === 'string' && args.length > 2) {
      path = second;
      args = args.slice(1);
    }
    if (typeof path !== 'string') {
      if (!args[0] || args.length < 2 || isFunction(bare(args[0]))) return [];
      path = '';
    }
    args = args.slice(1);
  }
  const handlers = args.flatMap((one) => functionsOf(program, one, func));
  const handler = workerAmong(handlers);
  if (!handler || !mayHandle(args) || (verb === 'all' && goesOn(handler))) return [];
  const own = typeof path === 'string' ? path : '';
  const prefix = prefixOf(program, site, mounts, own);
  return [
    {
      how: 'route',
      method: verb === 'all' ? 'ANY' : verb === 'del' ? 'DELETE' : verb.toUpperCase(),
      path: prefix + own,
      handler,
      before: handlers.filter((one) => one !== handler),
      node: call,
      func,
    },
  ];
}

/** A path, as far as it can be told: what it ends with, where its beginning is not known. */
function pathText(program: Program, node: t.Node, func: Func): Constant | undefined {
  const whole = constantOf(program, node, func);
  if (whole !== undefined) return whole;
  const inner = bare(node);
  if (inner.type === 'BinaryExpression' && inner.operator === '+')
    return pathText(program, inner.right, func);
  const last = inner.type === 'TemplateLiteral' ? inner.quasis.at(-1)?.value.cooked : undefined;
  return last?.startsWith('/') ? last : undefined;
}

/** The one that does the work: the last, unless that only answers for all routes, or is for errors. */
function workerAmong(handlers: readonly Func[]): Func | undefined {
  const working = handlers.filter(
    ({ node, name }) => node.type !== 'File' && node.params.length < 4 && !/^(on)?(error|err)/i.test(name),
  );
  const last = working.at(-1) ?? handlers.at(-1);
  const isShared =
    last !== undefined && /^(respond|response|send\w*|finish|done|render\w*|output)$/i.test(last.name);
  return isShared ? (working.at(-2) ?? last) : last;
}

/** What stands before all methods of a path and goes on to the next does not do the work of any. */
function goesOn({ calls }: Func): boolean {
  return calls.some(
    ({ callee, arguments: args }) =>
      callee.type === 'Identifier' && callee.name === 'next' && args.length === 0,
  );
}

/** `app.route('/logout')`, on which `.post(handler)` is called. */
function routeCall(node: t.Node): Call | undefined {
  let inner = bare(node);
  for (let turn = 0; turn < 12 && isCall(inner); turn += 1) {
    const callee = bare(inner.callee);
    if (!isMember(callee)) return undefined;
    if (callee.property.type === 'Identifier' && callee.property.name === 'route') return inner;
    inner = bare(callee.object);
  }
  return undefined;
}

/** The last argument of a registration is a function, or something that stands for one: not the body of a request. */
function mayHandle(args: readonly t.Expression[]): boolean {
  const last = args.at(-1);
  const { type } = last ? bare(last) : { type: '' };
  return type !== '' && type !== 'ObjectExpression' && type !== 'StringLiteral' && type !== 'TemplateLiteral';
}

function isClient({ from, owner }: Site): boolean {
  if (from !== undefined && CLIENTS.test(from)) return true;
  return /(^|\.)(axios|http|\$http|httpclient|apiclient|fetcher|ky|cache|redis\w*|map|params|searchparams|headers|cookies|formdata|localstorage)$/.test(
    owner,
  );
}

/** `app.use('/logout', handler)`. */
function ofUse(program: Program, call: Call, func: Func): Route[] {
  const [first, ...rest] = argumentsOf(call);
  const path = first && constantOf(program, first, func);
  if (typeof path !== 'string' || !path.startsWith('/')) return [];
  const handlers = rest.flatMap((one) => functionsOf(program, one, func));
  const handler = handlers.at(-1);
  if (!handler || handler.node.type === 'File' || handler.node.params.length < 1) return [];
  return [{ how: 'route', method: 'ANY', path, handler, before: handlers.slice(0, -1), node: call, func }];
}

/** hapi's `options: { handler }`. */
function inOptions(options: t.Node | undefined): t.Node | undefined {
  const whole = options && bare(options);
  const property = whole?.type === 'ObjectExpression' ? propertyOf(whole, 'handler') : undefined;
  return property?.type === 'ObjectProperty' ? property.value : property;
}

/** Fastify's and hapi's `route({ method, url, handler })`. */
function ofObject(program: Program, call: Call, func: Func, mounts: ReadonlyMap<t.Node, string>): Route[] {
  const site = siteOf(program, call, func);
  const [first] = site.args;
  const given = first && bare(first);
  const all = given?.type === 'ArrayExpression' ? given.elements : [given];
  return all.flatMap((one) => {
    const inner = one && bare(one);
    if (inner?.type !== 'ObjectExpression') return [];
    const value = (name: string): t.Node | undefined => {
      const property = propertyOf(inner, name);
      return property?.type === 'ObjectProperty' ? property.value : property;
    };
    const url = value('url') ?? value('path');
    const handler = value('handler') ?? inOptions(value('options') ?? value('config'));
    const [run] = handler ? functionsOf(program, handler, func) : [];
    const path = url && constantOf(program, url, func);
    if (!run || typeof path !== 'string') return [];
    const method = value('method');
    const methods = method?.type === 'ArrayExpression' ? method.elements : [method];
    return methods.map((each) => {
      const said = each && constantOf(program, each, func);
      return {
        how: 'route' as const,
        method: typeof said === 'string' && said !== '*' ? said.toUpperCase() : 'ANY',
        path: prefixOf(program, site, mounts, path) + path,
        handler: run,
        before: [],
        node: inner,
        func,
      };
    });
  });
}
