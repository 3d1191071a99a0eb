import type * as t from '@babel/types';
import { bare } from '../engine/ast.ts';
import { functionsOf } from '../engine/functions.ts';
import type { Program } from '../engine/program.ts';
import type { Func, Module } from '../engine/types.ts';
import { namesLogout, saysLogout } from '../words.ts';
import type { Route } from './route.ts';

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Routes that are where their file is: Next.js, SvelteKit, Remix, Nuxt; and server actions. */
export function fileRoutes(program: Program): Route[] {
  return program.modules.flatMap((module) => [...handlersOf(program, module), ...actionsOf(module)]);
}

function handlersOf(program: Program, module: Module): Route[] {
  const { file, exports } = module;
  const app =
    /(?:^|\/)app\/(.*?)\/?route\.[cm]?[jt]sx?$/.exec(file) ??
    /(?:^|\/)routes\/(.*?)\/?\+server\.[jt]s$/.exec(file);
  const looksLikeApp =
    app ??
    (VERBS.some((one) => exports.has(one)) && !file.includes('controller')
      ? [file, withoutEnding(file)]
      : null);
  if (looksLikeApp) {
    return VERBS.flatMap((method) => exported(program, module, method, method, `/${looksLikeApp[1] ?? ''}`));
  }
  const page = /(?:^|\/)pages\/(api\/.*?)(?:\/index)?\.[cm]?[jt]sx?$/.exec(file);
  if (page) return exported(program, module, 'default', 'ANY', `/${page[1] ?? ''}`);
  const nuxt = /(?:^|\/)server\/(?:api|routes)\/(.*?)(?:\.(get|post|put|patch|delete))?\.[jt]s$/.exec(file);
  if (nuxt && exports.has('default'))
    return exported(program, module, 'default', (nuxt[2] ?? 'any').toUpperCase(), `/${nuxt[1] ?? ''}`);
  const remix = /(?:^|\/)routes\/(.+)\.[jt]sx?$/.exec(file);
  if (remix && saysLogout(remix[1] ?? ''))
    return [
      ...exported(program, module, 'action', 'POST', `/${remix[1] ?? ''}`),
      ...exported(program, module, 'loader', 'GET', `/${remix[1] ?? ''}`),
    ];
  return [];
}

function withoutEnding(file: string): string {
  return file.replace(/(\/?(route|index|handler))?\.[cm]?[jt]sx?$/, '');
}

function exported(program: Program, module: Module, name: string, method: string, path: string): Route[] {
  const one = module.exports.get(name) ?? (name === 'default' ? module.exports.get('=') : undefined);
  if (one?.kind !== 'here') return [];
  const handler =
    module.funcs.find(({ node }) => node === one.node) ?? functionsOf(program, one.node, module.top).at(-1);
  if (!handler || handler.file !== module.file) return [];
  return [
    { how: 'route', method, path: clean(path), handler, before: [], node: handler.node, func: handler },
  ];
}

/** Groups and parameters are no part of what a path says. */
function clean(path: string): string {
  return path.replace(/\/\([^)]*\)/g, '');
}

/** Functions that `'use server'` makes callable from a browser, and SvelteKit's form actions. */
function actionsOf(module: Module): Route[] {
  const whole = module.ast.program.directives.some(({ value }) => value.value === 'use server');
  const found: Route[] = [];
  for (const func of module.funcs) {
    if (func.node.type === 'File' || func.name === '') continue;
    const own =
      func.node.body.type === 'BlockStatement' &&
      func.node.body.directives.some(({ value }) => value.value === 'use server');
    const isForm =
      /\+page\.server\.[jt]s$/.test(module.file) &&
      (namesLogout(func.name) || saysLogout(module.file)) &&
      inActions(func);
    if (own || isForm || (whole && func.outer === module.top && module.exports.has(func.name)))
      found.push({
        how: 'action',
        method: 'POST',
        path: isForm ? formPath(module.file, func.name) : func.name,
        handler: func,
        before: [],
        node: func.node,
        func,
      });
  }
  return found;
}

/** SvelteKit's `routes/logout/+page.server.ts` is /logout, and its action `out` /logout/out. */
function formPath(file: string, name: string): string {
  const folder = /(?:^|\/)routes\/(.*?)\/?\+page\.server/.exec(file)?.[1] ?? '';
  return clean(`/${folder}/${name === 'default' ? '' : name}`.replace(/\/+/g, '/'));
}

function inActions(func: Func): boolean {
  const { parents } = func.module();
  for (let node: t.Node | undefined = func.node; node; node = parents.get(node)) {
    if (node.type === 'VariableDeclarator')
      return bare(node.id).type === 'Identifier' && (node.id as t.Identifier).name === 'actions';
  }
  return false;
}
