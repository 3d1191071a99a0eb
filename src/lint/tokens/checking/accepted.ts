import type * as t from '@babel/types';
import { argumentsOf, bare, chainOf, isCall, type Call } from '../../engine/ast.ts';
import { nameOfHolder } from '../../engine/name.ts';
import { boundBy } from '../../engine/patterns.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { rejectionOf, type Rejection } from '../../effects/fate/rejections.ts';
import { siteOf, textOf } from '../../effects/site.ts';
import { saysRevoked } from '../../words.ts';
import { isIn, lookUpOf } from '../renewing/look-ups.ts';
import { verifiedIn } from './verified.ts';
import { deedsIn } from './deeds.ts';

export const REFUSES: RegExp =
  /\bthrow\b|next\(\s*\w|reject\(|40[0-9]|50[0-9]|Unauthori[sz]ed|Exception|\w+Error\(|sendStatus|\.status\(|UNAUTHORIZED|FORBIDDEN|return\s+(err|error)\b|abort\(|redirect\(|signOut|process\.exit/i;
export const ACCEPTS: RegExp =
  /\breturn\s+(false|null|undefined|0)\b|\bnext\(\s*\)|\breturn\s*;|=>\s*(false|null|undefined)\b|\bof\(\s*(false|null)?\s*\)/;
export const NEXT: RegExp = /\bnext\(\s*\)/;
const TRUE = /=>\s*true\b|\breturn\s+true\b|\b(of|resolve)\(\s*true\s*\)/;

/** In `isTokenValid`, false refuses. */
export function meansValid(name: string): boolean {
  return (
    /valid|active|allowed|trust|exists|alive|whitelist|verify|check(?!.*(revo|black|deny))|auth|protect|canActivate/i.test(
      name,
    ) && !saysRevoked(name)
  );
}

/** What was verified before a function of it goes on, in it or around it: the names, as far as there are any. */
export function believedBy(program: Program, func: Func): { readonly name: string; readonly node: t.Node }[] {
  const found = verifiedIn(program, func);
  return func.outer && func.outer.node.type !== 'File'
    ? [...found, ...believedBy(program, func.outer)]
    : found;
}

/** Where the failure of a look-up in a promise counts as an answer that lets in. */
export function acceptedIn(program: Program, func: Func): t.Node[] {
  return func.calls.flatMap((call) => {
    const kind = lookUpOf(program, call, func);
    if (!kind) return [];
    const rejection = rejectionOf(program, call, func);
    if (rejection) return isAccepted(program, call, func, kind, rejection) ? [rejection.node] : [];
    const race = kind === 'list' ? (raceAround(call, func) ?? wrappedUnread(call, func)) : undefined;
    return race ? [race] : [];
  });
}

function isAccepted(
  program: Program,
  call: Call,
  func: Func,
  kind: 'list' | 'session',
  { text, isLater, whole }: Rejection,
): boolean {
  const body = deedsIn(text);
  if (REFUSES.test(body)) return false;
  // What is caught after a `then` is what the function says; else it is what the look-up says.
  const isValid = meansValid(isLater ? func.name : siteOf(program, call, func).method);
  if (TRUE.test(body)) return isValid;
  const believed = believedBy(program, func).filter(({ node }) => !isIn(node, whole));
  const isGone = kind === 'list' || believed.length > 0;
  if (isGone && NEXT.test(body)) return true;
  if (
    believed.some(({ name }) => name !== '' && new RegExp(`(\\breturn\\b|=>)[^;}]*\\b${name}\\b`).test(body))
  )
    return true;
  const saysNothing = ACCEPTS.test(body) || /=>\s*\{\s*\}/.test(body);
  if (!saysNothing) return false;
  return kind === 'list' && !isValid ? true : isGone && isComparedWithFalse(whole, func);
}

/** `const active = await ask().catch(() => undefined); if (active === false) …`: nothing is not false. */
function isComparedWithFalse(call: Call, func: Func): boolean {
  const { parents, text } = func.module();
  const around = parents.get(call);
  const name = nameOfHolder(call, parents, '') || (around ? nameOfHolder(around, parents, '') : '');
  if (!/^\w+$/.test(name)) return false;
  const rest = text.slice(call.end ?? 0, func.node.end ?? 0);
  return new RegExp(`\\b${name}\\s*===?\\s*false\\b|\\bfalse\\s*===?\\s*${name}\\b`).test(rest);
}

/** `Promise.race([ask(), sleep(50).then(() => false)])`: who does not answer in time has revoked nothing. */
function raceAround(call: Call, func: Func): t.Node | undefined {
  const { parents } = func.module();
  const above = parents.get(call);
  const race = above?.type === 'ArrayExpression' ? parents.get(above) : above;
  if (!race || !isCall(race)) return undefined;
  if (!/race|time_?out|deadline|fallback|within/i.test(textOf(race.callee, func))) return undefined;
  const others =
    above?.type === 'ArrayExpression'
      ? above.elements.filter((one) => one !== null && one !== call)
      : argumentsOf(race).filter((one) => one !== call);
  const isLax = others.some((one) => {
    const node = bare(one as t.Node);
    return (
      (node.type === 'BooleanLiteral' && !node.value) ||
      /=>\s*(false|null|undefined)\b|\(\s*(false|null)\s*[,)]|,\s*(false|null)\s*\)|fallback\s*:\s*(false|null)/.test(
        textOf(node, func),
      )
    );
  });
  return isLax ? race : undefined;
}

const WRAPS =
  /^(try_?catch|attempt|safely?|safe(Await|Async|Try)|to|go_?try|result_?of|fromPromise|await_?to)$/i;
const READS_ERROR = /error|\berr\b|\.ok\b|success|isErr|isOk|status|\[0\]/i;

/** `const found = await tryCatch(ask()); if (found.data) …`: the error is a value, and nobody looks at it. */
function wrappedUnread(call: Call, func: Func): t.Node | undefined {
  const { parents, text } = func.module();
  const wrap = parents.get(call);
  if (!wrap || !isCall(wrap) || !WRAPS.test(chainOf(wrap.callee).at(-1) ?? '')) return undefined;
  const awaited = parents.get(wrap);
  const holder = awaited?.type === 'AwaitExpression' ? parents.get(awaited) : awaited;
  if (holder?.type !== 'VariableDeclarator') return undefined;
  const rest = text.slice(holder.end ?? 0, func.node.end ?? 0);
  if (holder.id.type === 'Identifier') {
    const uses = [...rest.matchAll(new RegExp(`\\b${holder.id.name}\\b([^;\\n)]{0,24})`, 'g'))];
    const isPartOnly = uses.length > 0 && uses.every(([, after = '']) => /^\s*\??[.[]/.test(after));
    return isPartOnly && !uses.some(([, after = '']) => READS_ERROR.test(after)) ? wrap : undefined;
  }
  return boundBy(holder.id).some(({ name, path }) => READS_ERROR.test(`${name} [${path.join('.')}]`))
    ? undefined
    : wrap;
}
