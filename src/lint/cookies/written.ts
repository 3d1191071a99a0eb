import type * as t from '@babel/types';
import { argumentsOf, bare, chainOf, isCall, walk } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import { innermostOf } from '../engine/lookup.ts';
import type { Program } from '../engine/program.ts';
import type { Func, Module } from '../engine/types.ts';
import { textOf } from '../effects/site.ts';
import { sideOf } from '../side.ts';
import type { Options } from './options.ts';
import type { CookieUse } from './uses.ts';

/** Stands around the source of what cannot be told. */
const HOLE = '\0';
const MENTIONS = /;\s*(path|domain|max-age|expires|httponly|samesite)\b|['"`](path|max-age|domain)=/i;
const LINE = /^\s*([^\s=;,]+)=([^;]*);\s*(\S[\s\S]*)$/;
const ATTRIBUTE = /^(path|domain|max-age|expires|httponly|secure|samesite|partitioned|priority)$/i;

/** Cookies whose header somebody writes by hand: `sid=${id}; Path=/; HttpOnly`. */
export function writtenCookies(program: Program): CookieUse[] {
  return program.modules
    .filter((module) => MENTIONS.test(module.text) && sideOf(module) !== 'client')
    .flatMap((module) => inModule(program, module));
}

function inModule(program: Program, module: Module): CookieUse[] {
  const found: CookieUse[] = [];
  walk(module.ast.program, (node) => {
    if (node.type === 'AssignmentExpression' && chainOf(node.left).join('.') === 'document.cookie')
      return false;
    if (!isText(node)) return true;
    const func = innermostOf(module, node);
    const use = cookieIn(textIn(program, node, func), node, func);
    if (use) found.push(use);
    return use === undefined;
  });
  return found;
}

function isText(node: t.Node): boolean {
  return (
    node.type === 'StringLiteral' ||
    node.type === 'TemplateLiteral' ||
    (node.type === 'BinaryExpression' && node.operator === '+') ||
    (isCall(node) && chainOf(node.callee).at(-1) === 'join')
  );
}

/** A text with holes where something cannot be told. */
function textIn(program: Program, expression: t.Node, func: Func): string {
  const node = bare(expression);
  if (node.type === 'TemplateLiteral')
    return node.quasis
      .map(({ value }, index) => {
        const inner = node.expressions[index];
        return (value.cooked ?? value.raw) + (inner ? textIn(program, inner, func) : '');
      })
      .join('');
  if (node.type === 'BinaryExpression' && node.operator === '+')
    return textIn(program, node.left, func) + textIn(program, node.right, func);
  if (isCall(node) && chainOf(node.callee).at(-1) === 'join' && 'object' in node.callee) {
    const [separator] = argumentsOf(node);
    const list = bare(node.callee.object);
    const by = separator && constantOf(program, separator, func);
    if (list.type === 'ArrayExpression' && typeof by === 'string')
      return list.elements.map((one) => (one ? textIn(program, one, func) : '')).join(by);
    return hole(node, func);
  }
  const said = constantOf(program, node, func);
  return said === undefined || said === null ? hole(node, func) : String(said);
}

function hole(node: t.Node, func: Func): string {
  return (
    HOLE +
    textOf(node, func)
      .replace(/[\s;=,\0]+/g, '')
      .slice(0, 80) +
    HOLE
  );
}

function cookieIn(text: string, node: t.Node, func: Func): CookieUse | undefined {
  const [, name = '', value = '', rest = ''] = LINE.exec(text) ?? [];
  const parts = rest.split(';').map((one) => one.trim());
  if (name === '' || !parts.some((one) => ATTRIBUTE.test(one.split('=')[0] ?? ''))) return undefined;
  const options = optionsIn(parts);
  const gone = options.attributes.get('max-age')?.text ?? '';
  const clears =
    value.trim() === '' ||
    /^(0|-\d+)$/.test(gone) ||
    /19(70|69)/.test(options.attributes.get('expires')?.text ?? '');
  return {
    cookie: { clears, name: undefined, options: undefined },
    name,
    isNamed: !name.includes(HOLE),
    options,
    isOfSession: false,
    site: undefined,
    node,
    func,
  };
}

function optionsIn(parts: readonly string[]): Options {
  const attributes = new Map<string, { value: string | boolean | undefined; text: string }>();
  let open = false;
  for (const one of parts) {
    const [name = '', ...values] = one.split('=');
    const value = values.join('=').trim();
    if (ATTRIBUTE.test(name))
      attributes.set(name.toLowerCase(), {
        value: value.includes(HOLE) ? undefined : values.length === 0 ? true : value,
        text: value,
      });
    else if (one.includes(HOLE)) open = true;
  }
  return { attributes, open };
}
