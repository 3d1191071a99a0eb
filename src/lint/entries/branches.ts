import type * as t from '@babel/types';
import { bare, chainOf, isCall, isFunction, walk } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import type { Program } from '../engine/program.ts';
import type { Func, Module } from '../engine/types.ts';
import { siteOf, textOf } from '../effects/site.ts';
import { sideOf } from '../side.ts';
import { namesLogout, saysLogout } from '../words.ts';
import type { Route } from './route.ts';

/** What a server calls the thing that it decides by. */
const ASKED =
  /url|path|route|action|type|event|kind|cmd|command|\bop\b|operation|intent|message|slug|segment|query|method/i;
const ANSWERS = /\b(res|response|reply|ctx|ws|socket|client|conn|c|h|NextResponse|Response|set|cookies)\b/;

/** `if (url === '/logout') { … }`, `case 'logout': …` in one function that answers all requests. */
export function branchRoutes(program: Program): Route[] {
  return program.modules.flatMap((module) =>
    (saysLogout(module.text) || placeOf(module) !== undefined) && sideOf(module) !== 'client'
      ? module.funcs.flatMap((func) =>
          func.node.type === 'File' ? [] : inFunction(program, func, func.node.body),
        )
      : [],
  );
}

function inFunction(program: Program, func: Func, body: t.Node): Route[] {
  const found: Route[] = [];
  walk(body, (node) => {
    if (isFunction(node)) return false;
    if (node.type === 'SwitchStatement' && ASKED.test(textOf(node.discriminant, func))) {
      const place = /\bmethod$/.test(textOf(node.discriminant, func)) ? placeOf(func.module()) : undefined;
      for (const one of node.cases) {
        const isDelete = place && one.test?.type === 'StringLiteral' && one.test.value === 'DELETE';
        const path = isDelete ? place : one.test && told(program, one.test, func);
        if (typeof path === 'string')
          found.push(...branch(program, func, path, one, one.consequent, isDelete ? 'DELETE' : 'ANY'));
      }
    } else if (node.type === 'IfStatement') {
      const place = DELETES.test(textOf(node.test, func)) ? placeOf(func.module()) : undefined;
      if (place !== undefined) found.push(...branch(program, func, place, node, [node.consequent], 'DELETE'));
      const path = pathIn(program, node.test, func);
      if (path !== undefined) found.push(...branch(program, func, path, node, [node.consequent]));
    }
    return true;
  });
  return found;
}

const DELETES = /^\w+(\.\w+)?\.(httpM|m)ethod\s*===?\s*['"]DELETE['"]$/;

/** Where a file answers that is a function by itself, if that is a session's place: it may be told by the file. */
function placeOf({ file, text, exports }: Module): string | undefined {
  if (!/\bDELETE\b/.test(text) || !(exports.has('default') || exports.has('=') || exports.has('handler')))
    return undefined;
  const named =
    /(?:^|\/)(?:functions|api|routes|handlers|lambdas?)\/(.+?)(?:\/(?:index|handler))?\.[cm]?[jt]s$/.exec(
      file,
    )?.[1];
  const own = [...text.matchAll(/\bpath\s*:\s*['"`](\/[^'"`]*)['"`]/g)].map(([, path = '']) => path);
  return [...own, ...(named === undefined ? [] : [`/${named}`])].find((path) =>
    /(^|\/)(sessions?|auth|login)(\/(current|me))?$/i.test(path),
  );
}

function told(program: Program, node: t.Node, func: Func): string | undefined {
  const value = constantOf(program, node, func);
  return typeof value === 'string' && namesLogout(value) ? value : undefined;
}

/** The logout that a condition compares with: `req.method === 'POST' && pathname === '/logout'`. */
function pathIn(program: Program, test: t.Node, func: Func): string | undefined {
  const node = bare(test);
  if (node.type === 'LogicalExpression')
    return pathIn(program, node.left, func) ?? pathIn(program, node.right, func);
  if (node.type === 'BinaryExpression' && /^===?$/.test(node.operator) && node.left.type !== 'PrivateName') {
    for (const [one, other] of [
      [node.left, node.right],
      [node.right, node.left],
    ] as const)
      if (ASKED.test(textOf(other, func))) return told(program, one, func);
  }
  if (isCall(node) && /^(endsWith|startsWith|is)$/.test(chainOf(node.callee).at(-1) ?? '')) {
    const [first] = node.arguments;
    return first && ASKED.test(textOf(node.callee, func)) ? told(program, first, func) : undefined;
  }
  return undefined;
}

/** What is done in one branch, as if it were a function of its own; none where it only goes on, or hands on to a logout. */
function branch(
  program: Program,
  func: Func,
  path: string,
  node: t.Node,
  body: readonly t.Statement[],
  method = 'ANY',
): Route[] {
  const start = body[0]?.start ?? 0;
  const end = body.at(-1)?.end ?? 0;
  const isIn = (one: t.Node): boolean => (one.start ?? 0) >= start && (one.end ?? 0) <= end;
  const calls = func.calls.filter((one) => isIn(one));
  const text = func.module().text.slice(start, end);
  if (
    calls.length === 0 ||
    !ANSWERS.test(text) ||
    /\bnext\(\s*\)|NextResponse\.next\(|event\.resolve|\bresolve\(event/.test(text)
  )
    return [];
  const handsOn = calls.some((one) => {
    const { value } = siteOf(program, one, func);
    return value.kind === 'function' && namesLogout(value.func.name);
  });
  if (handsOn) return [];
  const handler: Func = {
    ...func,
    node: asFunction(body, start, end),
    outer: func,
    inner: func.inner.filter((one) => isIn(one.node)),
    name: '',
    cls: undefined,
    scope: new Map(),
    calls,
    tagged: func.tagged.filter((one) => isIn(one)),
    assigned: func.assigned.filter((one) => isIn(one)),
    returns: func.returns.filter((one) => isIn(one)),
    tries: func.tries.filter((one) => isIn(one)),
    jsx: func.jsx.filter((one) => isIn(one)),
  };
  return [{ how: 'route', method, path, handler, before: [], node, func }];
}

function asFunction(body: readonly t.Statement[], start: number, end: number): t.ArrowFunctionExpression {
  return {
    type: 'ArrowFunctionExpression',
    params: [],
    body: { type: 'BlockStatement', body: [...body], directives: [], start, end },
    async: true,
    expression: false,
    start,
    end,
  };
}
