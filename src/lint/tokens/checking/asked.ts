import type * as t from '@babel/types';
import { bare, isCall, isMember, propertyName } from '../../engine/ast.ts';
import { bindingOf } from '../../engine/lookup.ts';
import { boundBy } from '../../engine/patterns.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { effectsOf } from '../../effects/classify.ts';
import type { Effect } from '../../effects/effect.ts';
import type { Reach } from '../../effects/reach.ts';
import { siteOf, textOf, type Site } from '../../effects/site.ts';
import { verifyingOf } from '../../effects/tokens.ts';
import { namesHandle } from '../signing/handles.ts';

/** What a look-up is given that names one token or one session, and not only a person. */
const NAMES_ONE =
  /\b(jti|sid|session_?(id|token|key)?|sess|token_?id|token_?version|version|key_?id|family|device_?id|nonce|session)\b|tokenVersion|sessionId/i;
const NAMES_TOKEN =
  /\b(access_?|refresh_?|auth_?|bearer_?|jwt_?|id_?|raw_?|hashed_?|old_?|incoming_?|provided_?|presented_?)?(tokens?|jwt|api_?key)(_?hash|_?digest|hashed)?\b/i;

/** Methods that find something out by what they are given. */
export const ASKS_FOR: RegExp =
  /^(find\w*|get\w*|has\w*|exists?\w*|includes|contains|is[A-Z]\w*|query\w*|select\w*|load\w*|look_?up\w*|check\w*|where|filter|some|every|count\w*|s?is_?member|h?get|first\w*|fetch\w*|read\w*|test|match\w*|one\w*|eq|equals|execute|all|raw|compare\w*|verify\w*|assert\w*|ensure\w*|validate\w*|timingSafeEqual|id)$/i;

/** Whether what is passed on says which token or session is meant. */
export function asksBy(given: string): boolean {
  const plain = given.replace(
    /process\.env\.\w+|\b(jwt|jsonwebtoken|jose)\.\w+|['"`][^'"`]{40,}['"`]|\bselect\s*:\s*\{[^}]*\}/g,
    '',
  );
  return NAMES_ONE.test(plain) || namesToken(plain);
}

function namesToken(given: string): boolean {
  // Who a token is about is not which token it is.
  const plain = given.replace(
    /\b(decoded|payload|user|verified|claims)?_?tokens?(\??\.(payload|data|claims|user))?\??\.(id|_id|sub|user_?id|uid|email|user|username)\b/gi,
    '',
  );
  return NAMES_TOKEN.test(plain) || /\.(refresh|rt)\b|\brt\b/.test(plain);
}

/** A select from a table of sessions or tokens. */
export function selectsOne(sql: string): boolean {
  return /\bselect\b[\s\S]*\bfrom\s+["'`\w.[]*(session|token|jti|revo[kc]|black|deny)/i.test(sql);
}

/**
 * Whether a function of the program that looks something up is told which token or session is meant, though it calls it
 * something else: `sessions.get(claims.sid)`, where `get(id)` reads.
 */
export function asksOwn(program: Program, { funcs }: Reach): boolean {
  return [...funcs].some((func) =>
    func.calls.some((call) => {
      const { value, args } = siteOf(program, call, func);
      return (
        value.kind === 'function' &&
        args.some((one, at) => saysWhich(one, func) && looksUp(program, value.func, at))
      );
    }),
  );
}

/** What keys are made with: a hash of a token still names it. */
const MAKES_KEY = /^hex|hash|sha\d*|digest|hmac|md5|fingerprint|key|thumb|base64/i;

/** An argument, and what a text is put together of. */
function partsOf(node: t.Node): t.Node[] {
  if (node.type === 'TemplateLiteral') return node.expressions.map((one) => bare(one));
  if (node.type === 'BinaryExpression') return [node.left, node.right].map((one) => bare(one));
  return [node];
}

/** What a call is told, with where plain names in it come from: `const key = sha256(token); store.get(key)`. */
export function toldBy({ told, args, func }: Site): string {
  const made = args
    .flatMap((one) => partsOf(bare(one)))
    .flatMap((inner) => {
      const found = inner.type === 'Identifier' ? bindingOf(inner.name, func) : undefined;
      if (found?.binding.kind !== 'variable' || found.binding.path.length > 0 || !found.binding.init)
        return [];
      const init = bare(found.binding.init);
      const text = textOf(init, found.func);
      const isKey = init.type === 'TemplateLiteral' || init.type === 'BinaryExpression';
      return isKey || (isCall(init) && MAKES_KEY.test(textOf(init.callee, found.func))) ? [text] : [];
    });
  return [told, ...made].join(' ');
}

function saysWhich(argument: t.Expression, func: Func): boolean {
  const node = bare(argument);
  if (isMember(node) && namesHandle(propertyName(node) ?? '')) return true;
  return asksBy(textOf(argument, func));
}

/** Whether a function looks something up by a parameter, by itself or in what it hands it on to. */
export function looksUp(program: Program, func: Func, at: number, depth = 0): boolean {
  const parameter = func.node.type === 'File' ? undefined : func.node.params[at];
  if (!parameter || depth > 3) return false;
  const names = boundBy(parameter).map(({ name }) => name);
  if (names.length === 0) return false;
  const says = new RegExp(`\\b(${names.map((name) => name.replaceAll('$', '\\$')).join('|')})\\b`);
  return withInner(func).some(
    (one) =>
      effectsOf(program, one).some((effect) => isLookUp(effect) && says.test(effect.about)) ||
      one.calls.some((call) => {
        const { value, args } = siteOf(program, call, one);
        return (
          value.kind === 'function' &&
          value.func !== func &&
          args.some(
            (arg, index) => says.test(textOf(arg, one)) && looksUp(program, value.func, index, depth + 1),
          )
        );
      }),
  );
}

function withInner(func: Func): Func[] {
  return [func, ...func.inner.flatMap((one) => withInner(one))];
}

/** Whether something is asked by the very thing that is verified, whatever that is called: `verify(t, key)`, `live.has(t)`. */
export function asksByVerified(program: Program, { effects }: Reach): boolean {
  const tokens = new Set(
    effects.flatMap(({ kind, site }) => {
      const token = kind === 'verify' && site ? verifyingOf(program, site)?.token : undefined;
      return token && site ? [textOf(bare(token), site.func)] : [];
    }),
  );
  return effects.some(
    (one) =>
      isLookUp(one) &&
      one.site?.args.some((arg) => tokens.has(textOf(bare(arg), one.site?.func ?? one.func))),
  );
}

function isLookUp({ kind, site }: Effect): boolean {
  // To take a token apart is not to ask for it.
  if (kind === 'read' && /^(decode|parse|verify)/i.test(site?.method ?? '')) return false;
  if (kind === 'read') return !/(^|\.)(cookies?|headers?|params|query|env)(\.\(\))?$/.test(site?.owner ?? '');
  return kind === 'write' && /findOneAnd|getdel|consume|delete|remove/i.test(site?.method ?? '');
}
