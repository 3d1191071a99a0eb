import type * as t from '@babel/types';
import { argumentsOf, bare, isCall, isFunction } from '../engine/ast.ts';
import { functionsOf } from '../engine/functions.ts';
import { funcOf } from '../engine/lookup.ts';
import type { Program } from '../engine/program.ts';
import type { Func, Module } from '../engine/types.ts';
import { saysLogout } from '../words.ts';

const HANDLES = /^(on(Click|Press|Select|Tap|Submit)|action|formAction)$/;
const TELLS = /^(title|label|text|name|aria-label|children|tooltip)$/;

/** What runs when somebody presses "Log out": `<button onClick={leave}>Log out</button>`. */
export function logoutClicks(program: Program, { funcs, text }: Module): ReadonlySet<Func> {
  const found = new Set<Func>();
  for (const func of funcs) {
    for (const opening of func.jsx) {
      const handlers = opening.attributes.flatMap((one) => handlerIn(one) ?? []);
      if (handlers.length === 0 || !saysLogout(shownBy(opening, func, text)) || goesThere(opening, text))
        continue;
      for (const handler of handlers) {
        const own = isFunction(handler) ? funcOf(handler, func) : undefined;
        for (const one of own ? [own] : functionsOf(program, handler, func)) found.add(one);
      }
    }
  }
  return found;
}

function handlerIn(attribute: t.JSXOpeningElement['attributes'][number]): t.Node | undefined {
  if (attribute.type !== 'JSXAttribute' || attribute.name.type !== 'JSXIdentifier') return undefined;
  if (!HANDLES.test(attribute.name.name) || attribute.value?.type !== 'JSXExpressionContainer')
    return undefined;
  return bare(attribute.value.expression);
}

/** `<form action="/logout" onSubmit={…}>`, `<a href="/logout" onClick={…}>`: the browser itself asks the server. */
function goesThere({ attributes }: t.JSXOpeningElement, text: string): boolean {
  return attributes.some((one) => {
    if (one.type !== 'JSXAttribute' || one.name.type !== 'JSXIdentifier' || !one.value) return false;
    if (one.name.name !== 'action' && one.name.name !== 'href') return false;
    const to = text.slice(one.value.start ?? 0, one.value.end ?? 0);
    return saysLogout(to) && /^['"]|\//.test(to);
  });
}

/** What an element shows: the text in it, or that of its title. */
function shownBy(opening: t.JSXOpeningElement, func: Func, text: string): string {
  const titles = opening.attributes.flatMap((one) =>
    one.type === 'JSXAttribute' && one.name.type === 'JSXIdentifier' && TELLS.test(one.name.name) && one.value
      ? textIn(one.value, text)
      : [],
  );
  const element = func.module().parents.get(opening);
  const children = element?.type === 'JSXElement' && element.children.length <= 6 ? element.children : [];
  return [...titles, ...children.map((one) => textIn(one, text))].join(' ').trim().slice(0, 80);
}

function textIn(node: t.Node, text: string): string {
  if (node.type === 'JSXText') return node.value;
  const inner = node.type === 'JSXExpressionContainer' ? bare(node.expression) : node;
  if (inner.type === 'StringLiteral') return inner.value;
  // `t('nav.logout')`
  if (isCall(inner))
    return argumentsOf(inner)
      .map((one) => (one.type === 'StringLiteral' ? one.value : ''))
      .join(' ');
  return inner.type === 'JSXElement'
    ? text
        .slice(inner.start ?? 0, Math.min(inner.end ?? 0, (inner.start ?? 0) + 200))
        .replace(/<[^>]*>/g, ' ')
    : '';
}
