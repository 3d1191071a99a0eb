import { bare, isCall, isFunction, isMember, propertyName } from '../engine/ast.ts';
import { bindingOf, funcOf } from '../engine/lookup.ts';
import { functionsOf } from '../engine/functions.ts';
import { constantOf } from '../engine/constant.ts';
import type { Program } from '../engine/program.ts';
import type { Func, Module } from '../engine/types.ts';
import { siteOf, textOf } from '../effects/site.ts';
import { saysLogout } from '../words.ts';
import type * as t from '@babel/types';

const EVENT = /^(click|submit|touchend|pointerup|tap)$/;

/** What runs when an element of a page is pressed that is called after logging out: `$('#logout').on('click', f)`. */
export function domClicks(program: Program, { funcs, text }: Module): ReadonlySet<Func> {
  const found = new Set<Func>();
  if (!/click|submit|pointerup|touchend/.test(text)) return found;
  for (const func of funcs) {
    for (const call of func.calls) {
      const callee = bare(call.callee);
      if (!isMember(callee)) continue;
      const name = propertyName(callee) ?? '';
      if (!/^(on|one|once|addEventListener|click|submit)$/.test(name)) continue;
      const { args } = siteOf(program, call, func);
      const [event, selector] = args;
      const handler = args.at(-1);
      if (
        !handler ||
        !isLogout(
          `${elementOf(callee.object, func)} ${selector?.type === 'StringLiteral' ? selector.value : ''}`,
        )
      )
        continue;
      const said = event && constantOf(program, event, func);
      if (!/^(click|submit)$/.test(name) && !(typeof said === 'string' && EVENT.test(said))) continue;
      for (const one of functionsOf(program, handler, func)) found.add(one);
    }
    for (const one of func.assigned) {
      if (one.type !== 'AssignmentExpression' || !isMember(one.left)) continue;
      if (
        !/^on(click|submit)$/.test(propertyName(one.left) ?? '') ||
        !isLogout(elementOf(one.left.object, func))
      )
        continue;
      const own = isFunction(bare(one.right)) ? funcOf(bare(one.right) as t.Function, func) : undefined;
      for (const each of own ? [own] : functionsOf(program, one.right, func)) found.add(each);
    }
  }
  return found;
}

/** How an element is called, and how it was found. */
function elementOf(node: t.Node, func: Func): string {
  const inner = bare(node);
  const own = textOf(inner, func).slice(0, 120);
  const binding = inner.type === 'Identifier' ? bindingOf(inner.name, func) : undefined;
  const init = binding?.binding.kind === 'variable' ? binding.binding.init : undefined;
  return init && isCall(bare(init)) ? `${own} ${textOf(init, func).slice(0, 120)}` : own;
}

function isLogout(element: string): boolean {
  return element.length < 300 && saysLogout(element) && !/\b(io|socket|ws)\b/.test(element);
}
