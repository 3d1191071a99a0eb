import { effectsOf } from '../../effects/classify.ts';
import { textOf } from '../../effects/site.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { withoutComments } from './deeds.ts';

/** Claims that say who somebody is, or what they may do: asking for those tells no token from another. */
const ORDINARY =
  /^(_?id|sub|uid|user(_?(id|name))?|e?mail|name|first_?name|last_?name|display_?name|nick(name)?|login_?name|phone(_?number)?|roles?|is_?\w+|admin|scopes?|permissions?|perms|rights|groups?|iss|aud|iat|exp|nbf|typ|type|kind|purpose|use|token_?type|tenant(_?id)?|org(anization|anisation)?(_?id)?|company(_?id)?|team(_?id)?|account(_?id)?|customer(_?id)?|plan|tier|locale|lang(uage)?|avatar|picture|image|city|country|status|data|payload|user_?data|\[\]|alg|expiresin|issuer|audience|subject|algorithm|set\w+)$/i;

const known = new WeakMap<Program, Map<string, boolean>>();

/**
 * Whether a claim is one that the program looks something up by, or compares with what is stored, when a token comes back:
 * `byId(claims.login)`, `user.count !== payload.count`. Whatever it is called, a logout can change what is found by it.
 */
export function isAskedClaim(program: Program, name: string): boolean {
  if (ORDINARY.test(name) || !/^[\w$]+$/.test(name)) return false;
  const names = known.get(program) ?? new Map<string, boolean>();
  known.set(program, names);
  const before = names.get(name);
  if (before !== undefined) return before;
  const own = name.replaceAll('$', String.raw`\$`);
  // What a request says by itself is no claim.
  const member = new RegExp(
    `(?<!\\b(?:body|params|query|input|dto|args|form|process|env|config)[?!]?)[?!]?\\.${own}\\b`,
  );
  const taken = new RegExp(
    `\\{[^{}]*\\b${own}\\b(?:\\s*:\\s*(\\w+))?[^{}]*\\}\\s*(?::[^=;]*)?=\\s*(?:await\\s+)?[^;\\n]*(?:verif|decode|payload|claims|data|unseal|\\.(?:user|auth|token|jwt))`,
  );
  const held = new RegExp(`(?:const|let|var)\\s+(\\w+)\\s*(?::[^=;\\n]*)?=\\s*[^;\\n]*\\.${own}\\b`);
  const found = program.modules.some(
    ({ text, funcs }) =>
      text.includes(name) &&
      funcs.some((func) => {
        const code = codeOf(func);
        const locals = [taken.exec(code)?.[1] ?? (taken.test(code) ? name : undefined), held.exec(code)?.[1]];
        const says = locals.flatMap((one) =>
          one === undefined ? [] : [new RegExp(`(?<![\\w.$])${one}\\b`)],
        );
        return asksBy(program, func, [member, ...says]) || isCompared(code, own);
      }),
  );
  names.set(name, found);
  return found;
}

/** Whether a function looks something up and says one of these in the call. */
function asksBy(program: Program, func: Func, says: readonly RegExp[]): boolean {
  return [func, ...func.inner].some(
    (one) =>
      effectsOf(program, one).some(({ kind, plausible, site, node, func: where }) => {
        const asks = kind === 'read' || kind === 'write' || (kind === 'unknown' && plausible === true);
        const given = site ? site.given : textOf(node, where);
        // To sign it anew, or to answer with it, asks nobody.
        return asks && says.some((say) => say.test(given));
      }) ||
      one.calls.some((call) => {
        const value = program.evaluate(call.callee, one);
        return (
          value.kind === 'function' &&
          call.arguments.some((given) => says.some((say) => say.test(textOf(given, one)))) &&
          effectsOf(program, value.func).some(({ kind }) => kind === 'read')
        );
      }),
  );
}

/** `user.count !== payload.count`: the same name on both sides, or a name of what is stored. */
function isCompared(code: string, name: string): boolean {
  return new RegExp(
    `\\b\\w+\\??\\.\\w+\\s*[!=]==?\\s*\\w+\\??\\.${name}\\b|\\.${name}\\s*[!=]==?\\s*\\w+\\??\\.\\w+`,
  ).test(code);
}

const codes = new WeakMap<Func, string>();

function codeOf(func: Func): string {
  const before = codes.get(func);
  if (before !== undefined) return before;
  const { node } = func;
  const code =
    node.type === 'File' ? '' : withoutComments(func.module().text.slice(node.start ?? 0, node.end ?? 0));
  codes.set(func, code);
  return code;
}

const CUT_OFF = String.raw`\w*(?:valid|since|not_?before|log_?out|logged_?out|sign(?:ed)?_?out|revoked|cut_?off|epoch)\w*`;
const BY_AGE = new RegExp(
  String.raw`\biat\b[^;\n]{0,60}[<>][^;\n]{0,80}\b${CUT_OFF}|\b${CUT_OFF}[^;\n]{0,60}[<>][^;\n]{0,80}\biat\b`,
  'i',
);

const ages = new WeakMap<Program, boolean>();

/** Whether tokens that were issued before some moment are refused, which a logout may move: then each has a handle in its age. */
export function isAskedForAge(program: Program): boolean {
  const before = ages.get(program);
  if (before !== undefined) return before;
  const found = program.modules.some(
    ({ text }) => /\biat\b/.test(text) && BY_AGE.test(withoutComments(text)),
  );
  ages.set(program, found);
  return found;
}
