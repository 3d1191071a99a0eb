import type * as t from '@babel/types';
import { bare, isCall, isFunction } from '../../engine/ast.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { deedsIn } from '../../tokens/checking/deeds.ts';
import type { Effect } from '../effect.ts';
import { ANSWERS, REFUSES, SENDS } from './failures.ts';
import { answersIn, chainOn, observed } from './promises.ts';
import { rejectionOf } from './rejections.ts';
import { textOf } from '../site.ts';

/** `destroy((error) => { if (error) console.log(error); res.redirect('/'); })`: the answer is the same either way. */
export function inCallbacks(func: Func, ends: readonly Effect[]): t.Node[] {
  const { text } = func.module();
  return ends.flatMap(({ node, func: where, kind }) => {
    const last = where === func && isCall(node) ? node.arguments.at(-1) : undefined;
    const callback = last && bare(last);
    if (!callback || !isFunction(callback) || callback.body.type !== 'BlockStatement') return [];
    const [error] = callback.params;
    // What is never looked at says nothing; of a session's end most think so, and answer all the same.
    const { body } = callback;
    const said = deedsIn(text.slice(body.start ?? 0, body.end ?? 0));
    if (error !== undefined && error.type !== 'Identifier') return [];
    if (kind === 'write' && !(error && new RegExp(`\\b${error.name}\\b`).test(said)))
      return SENDS.test(said) ? [node] : [];
    if (!error) return [];
    const looks = callback.body.body.find(
      (one) =>
        one.type === 'IfStatement' &&
        bare(one.test).type === 'Identifier' &&
        isNamed(bare(one.test), error.name),
    );
    if (looks?.type !== 'IfStatement') return [];
    const then = deedsIn(text.slice(looks.consequent.start ?? 0, looks.consequent.end ?? 0));
    const rest = deedsIn(text.slice(looks.end ?? 0, callback.end ?? 0));
    return !REFUSES.test(then) && !/\breturn\b|\bnext\b|\bcb\b|\bdone\b/.test(then) && ANSWERS.test(rest)
      ? [node]
      : [];
  });
}

function isNamed(node: t.Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

/** `revoke(token).catch(() => {})`, `revoke(token).finally(() => res.end())`, `from(revoke(token)).pipe(catchError(…))`. */
export function caughtInChains(program: Program, func: Func, ends: readonly Effect[]): t.Node[] {
  return ends.flatMap(({ node: own, func: where }) => {
    if (where !== func || !isCall(own)) return [];
    const node = observed(own, func);
    const links = chainOn(node, func.module());
    const index = links.findIndex(
      ({ method, call }) =>
        method === 'catch' ||
        (method === 'pipe' ? PIPED.test(textOf(call, func)) : call.arguments.length > 1),
    );
    const link = links[index];
    const atLast = links.find(({ method }) => method === 'finally');
    if (!link)
      return atLast && SENDS.test(textOf(atLast.call.arguments[0] ?? atLast.call, func)) ? [atLast.call] : [];
    const rejection = rejectionOf(program, node, func);
    // Where the answer is given in a `then` before it, there is none when it fails; but for the same one.
    if (answersIn(links.slice(0, index), func))
      return rejection && sendsTheSame(rejection.text) ? [link.call] : [];
    if (!rejection)
      return /^(console|log|_?\.?noop|ignore|swallow)/i.test(
        textOf(link.call.arguments[0] ?? link.call, func),
      )
        ? [link.call]
        : [];
    const { text } = rejection;
    if (REFUSES.test(text)) return [];
    return link.method === 'catch' || link.method === 'pipe' || SENDS.test(deedsIn(text)) ? [link.call] : [];
  });
}

const PIPED = /\bcatchError\s*\(/;

/** Whether what catches answers, and says nothing of the error. */
function sendsTheSame(text: string): boolean {
  const deeds = deedsIn(text);
  const error =
    /^\s*(?:async\s*)?(?:function\s*\w*\s*)?\(?\s*([\w$]+)\s*(?::[^)=]*)?\)?\s*(?:=>|\{)/.exec(deeds)?.[1] ??
    '';
  const body = deeds.replace(/^[\s\S]*?(=>|\{)/, '');
  return (
    SENDS.test(body) &&
    !REFUSES.test(text) &&
    !/fail|wrong|unable|could ?n|error|again|problem/i.test(body) &&
    (error === '' || !new RegExp(`(?<![\\w$])${error.replaceAll('$', String.raw`\$`)}(?![\\w$])`).test(body))
  );
}
