import type * as t from '@babel/types';
import { bare, isCall, chainOf, type Call } from '../../engine/ast.ts';
import { constantOf } from '../../engine/constant.ts';
import { bindingOf } from '../../engine/lookup.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { siteOf } from '../site.ts';

/** The event that a call sends through the page itself, or through a bus of its own; undefined for any other call. */
export function pageEventOf(program: Program, call: Call, func: Func): string | undefined {
  const { method, owner, from, args } = siteOf(program, call, func);
  const [first] = args;
  if (!first) return undefined;
  // What a component emits, its parent hears in a template.
  const isBus = method === '$emit' && owner !== 'this' && owner !== '';
  const told =
    method === 'dispatchEvent'
      ? nameOf(first, func)
      : isBus || (from === 'pubsub-js' && method.startsWith('publish'))
        ? first
        : undefined;
  const name = told && constantOf(program, told, func);
  return typeof name === 'string' ? name : undefined;
}

/** `new CustomEvent('auth:logout')`, or a variable that holds one. */
function nameOf(argument: t.Node, func: Func): t.Node | undefined {
  const node = bare(argument);
  if (node.type === 'Identifier') {
    const found = bindingOf(node.name, func);
    const init = found?.binding.kind === 'variable' ? found.binding.init : undefined;
    return init && bare(init).type === 'NewExpression' ? nameOf(init, func) : undefined;
  }
  if (!isCall(node) || chainOf(node.callee).at(-1)?.endsWith('Event') !== true) return undefined;
  return node.arguments[0];
}

/** Whether anything in the program may hear it: who names it otherwise than to send it, or what cannot be read. */
export function mayHearOnPage(program: Program, name: string): boolean {
  const escaped = name.replace(/[^\w]/g, String.raw`\$&`);
  const uses = new RegExp(`(.{0,40})['"\`](window:|document:)?${escaped}['"\`]|\\.on${escaped}\\s*=`, 'gs');
  return program.modules.some(
    ({ text, specifiers }) =>
      [...specifiers].some((one) => /\.(vue|svelte|astro|html)$/.test(one)) ||
      [...text.matchAll(uses)].some(([, before]) => before === undefined || !SENDS.test(before)),
  );
}

/** What stands before a name that is sent, or kept under a name of its own. */
const SENDS = /(new\s+\w*Event\(|\$emit\(|publish\w*\(|[:=])\s*$/;
