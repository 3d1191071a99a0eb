import type * as t from '@babel/types';
import { bare, chainOf, isCall, propertyName, walk } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import { functionsOf } from '../engine/functions.ts';
import { innermostOf } from '../engine/lookup.ts';
import type { Program } from '../engine/program.ts';
import type { Func, Module } from '../engine/types.ts';
import { sideOf } from '../side.ts';
import type { Route } from './route.ts';

const VERB = /^(get|post|put|patch|delete|del|all|head|options)$/i;
const ROW =
  /\b(method|verb|type)['"]?\s*:\s*['"`\w.]+|['"`](get|post|put|patch|delete)\s+\/|\[\s*['"`](get|post|put|patch|delete)['"`]\s*,/i;

/** One row of a table of routes; its handler may not be there to read. */
export interface Row {
  readonly method: string;
  readonly path: string;
  readonly handlers: readonly t.Node[];
  readonly node: t.Node;
  readonly func: Func;
}

const known = new WeakMap<Program, readonly Row[]>();

/** Routes that stand in a table which somebody goes through: `{ method: 'get', path, handler }`, `'GET /logout': handler`. */
export function tableRows(program: Program): readonly Row[] {
  const before = known.get(program);
  if (before) return before;
  const rows = program.modules
    .filter((module) => ROW.test(module.text) && sideOf(module) !== 'client')
    .flatMap((module) => inModule(program, module));
  known.set(program, rows);
  return rows;
}

export function tableRoutes(program: Program): Route[] {
  return tableRows(program).flatMap(({ method, path, handlers, node, func }) => {
    const all = handlers.flatMap((one) => functionsOf(program, one, func));
    const handler = all.at(-1);
    if (!handler || handler.node.type === 'File') return [];
    return [{ how: 'route' as const, method, path, handler, before: all.slice(0, -1), node, func }];
  });
}

function inModule(program: Program, module: Module): Row[] {
  const found: Row[] = [];
  walk(module.ast.program, (node) => {
    // What a framework is given by `route({ … })` is read as its call.
    if (isCall(node) && /^(route|request|fetch|ajax|axios|inject)$/.test(chainOf(node.callee).at(-1) ?? ''))
      return false;
    if (node.type === 'ObjectExpression') found.push(...ofObject(program, module, node));
    else if (node.type === 'ArrayExpression') found.push(...ofTuple(program, module, node));
    return true;
  });
  return found;
}

const METHOD = /^(method|verb|type)$/;
const PATH = /^(path|url|route|endpoint|uri)$/;
const BEFORE = /^(before|middlewares?|guards?|pre|preHandlers?)$/;
const HANDLER = /^(handlers?|controller|action|callback|fn|run|func|function|execute|cb|do)$/;

function ofObject(program: Program, module: Module, node: t.ObjectExpression): Row[] {
  let method: t.Node | undefined;
  let path: t.Node | undefined;
  const before: t.Node[] = [];
  const handlers: t.Node[] = [];
  const rows: Row[] = [];
  for (const one of node.properties) {
    if (one.type === 'SpreadElement') continue;
    const name = propertyName(one) ?? '';
    const value = one.type === 'ObjectMethod' ? one : bare(one.value);
    const [, verb, own] = /^(get|post|put|patch|delete|all)\s+(\/\S*)$/i.exec(name) ?? [];
    if (verb !== undefined && own !== undefined)
      rows.push({
        method: verb.toUpperCase(),
        path: own,
        handlers: [value],
        node: one,
        func: innermostOf(module, one),
      });
    else if (HANDLER.test(name)) handlers.push(value);
    else if (BEFORE.test(name)) before.push(value);
    else if (METHOD.test(name)) method = value;
    else if (PATH.test(name)) path = value;
  }
  if (!method || !path || handlers.length === 0) return rows;
  const func = innermostOf(module, node);
  const verb = constantOf(program, method, func);
  const own = constantOf(program, path, func);
  if (typeof verb === 'string' && typeof own === 'string' && VERB.test(verb))
    rows.push(row(module, node, verb, own, [...before, ...handlers]));
  return rows;
}

/** `['get', '/logout', requireUser, logout]`. */
function ofTuple(program: Program, module: Module, node: t.ArrayExpression): Row[] {
  const elements = node.elements.flatMap((one) => (one && one.type !== 'SpreadElement' ? bare(one) : []));
  const [first, second, ...rest] = elements;
  if (first?.type !== 'StringLiteral' || !second || !VERB.test(first.value) || rest.length === 0) return [];
  const path = constantOf(program, second, innermostOf(module, node));
  return typeof path === 'string' && path.startsWith('/') ? [row(module, node, first.value, path, rest)] : [];
}

function row(module: Module, node: t.Node, method: string, path: string, handlers: readonly t.Node[]): Row {
  const verb = method.toUpperCase();
  return {
    method: verb === 'ALL' ? 'ANY' : verb === 'DEL' ? 'DELETE' : verb,
    path: path.startsWith('/') ? path : `/${path}`,
    handlers,
    node,
    func: innermostOf(module, node),
  };
}
