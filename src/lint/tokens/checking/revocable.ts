import type * as t from '@babel/types';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import type { Effect } from '../../effects/effect.ts';
import { effectsOf } from '../../effects/classify.ts';
import type { Reach } from '../../effects/reach.ts';
import { textOf, type Site } from '../../effects/site.ts';
import { saysRevoked, wordsOf } from '../../words.ts';
import { withoutComments } from './deeds.ts';
import { asksBy, asksByVerified, asksOwn, selectsOne, toldBy } from './asked.ts';
import { comparesClaim } from './compared.ts';
import { withoutPruning } from '../renewing/pruned.ts';

/** The whole of what is known is passed on, so that whoever gets it could ask. */
const GIVES_ALL =
  /^\s*(decoded|payload|claims|jwt_?payload|req|request|ctx|token|data|verified|decodedToken)\s*(,[\s\S]*)?$/i;
/** Comparisons by which a token can be too old, or of another life. */
const COMPARES =
  /(token_?version|password_?changed|changed_?password|valid_?(since|after)|not_?before|security_?stamp|session_?version|log_?out_?at|last_?log_?out|is_?logged_?in|logged_?in\b|token_?epoch|min_?iat|[<>]=?\s*\w+\??\.iat\b|revoked|black_?list|deny_?list)/i;
const TOO_OLD = /(\.|\?\.)iat\b\s*(\*\s*1000\s*\)?\s*)?[<>](?![=\s]*(?:[A-Z][A-Z\d_]+\b|\d))/;
/** Questions whose very name says that something may be over: `isClosed(login)`. */
const SAYS_OVER =
  /^(is|was|has|still)_?(been_?)?(closed|open|opened|over|ended|alive|live|gone|dead|terminated|finished|withdrawn|quit|left|signed_?(off|out)|logged_?(in|out|off))$/i;
const STORED_TOKEN =
  /\b\w+\??\.(\w*tokens?|session_?id|jti|sid|current\w*)\b\s*\.(includes|some|find|filter)\(|\w+\??\.(jti|sid|session_?id)\s+in\s+\w|\w\[\s*\w+\??\.(jti|sid|session_?id)\s*\](?!\s*=[^=])/i;

/** Whether what a function does could tell a token that was revoked from one that was not. */
export function couldRevoke(program: Program, reach: Reach): boolean {
  if (reach.effects.some((one) => asksForOne(one)) || asksOwn(program, reach)) return true;
  if (comparesClaim(program, reach) || asksByVerified(program, reach)) return true;
  return [...reach.funcs].some((func) => {
    // What a function is called is a promise, and no comparison.
    const text = func.node.type === 'File' ? '' : withoutComments(textAll(func, func.node.body));
    return COMPARES.test(text) || TOO_OLD.test(text) || STORED_TOKEN.test(withoutPruning(text));
  });
}

/** Words of what takes a token out of a request, or a key out of the settings. */
const ONLY_READS = new Set(
  'decode extract bearer header headers parse split cookie cookies secret key jwk jwks error response exception next done log public reflect role roles permission permissions from'.split(
    ' ',
  ),
);

function onlyReads(site: Site | undefined): boolean {
  if (!site) return false;
  const { method, owner } = site;
  if (/(^|\.)(cookies?|headers?|cookiestore|params|query|config\w*|env)(\.\(\))?$/.test(owner)) return true;
  return (
    wordsOf(method).some((word) => ONLY_READS.has(word)) ||
    /^get_?(access_?|auth_?|jwt_?)?token$/i.test(method)
  );
}

/** Whether an effect asks somebody about this very token. */
function asksForOne({ kind, site, about }: Effect): boolean {
  if (kind === 'http') return !/jwks|well-known|public_?key|certs/i.test(about);
  if (site && (kind === 'unknown' || kind === 'read') && SAYS_OVER.test(site.method)) return true;
  if (kind === 'read') {
    const given = site ? toldBy(site) : about;
    if (saysRevoked(about) || selectsOne(about)) return true;
    if (/session/i.test(`${site?.owner ?? ''}.${site?.method ?? ''}`)) return true;
    return !(site && onlyReads(site)) && (asksBy(given) || GIVES_ALL.test(given));
  }
  if (kind === 'write')
    return (
      /delete|remove|findOneAnd|getdel|consume|touch/i.test(site?.method ?? '') &&
      !onlyReads(site) &&
      asksBy(site?.given ?? '')
    );
  if (kind !== 'unknown' || !site) return false;
  const name = `${site.owner}.${site.method}`;
  if (saysRevoked(name) || /session|whitelist|allowlist|introspect/i.test(name)) return true;
  if (/^(consume|redeem|exchange)/i.test(site.method)) return true;
  if (onlyReads(site)) return false;
  return asksBy(toldBy(site)) || GIVES_ALL.test(site.told);
}

function textAll(func: Func, { start, end }: t.Node = func.node): string {
  return func.module().text.slice(start ?? 0, end ?? 0);
}

const asked = new WeakMap<Program, readonly Func[]>();

/** The functions that look up whether something was revoked. */
export function revocationReads(program: Program): readonly Func[] {
  const before = asked.get(program);
  if (before) return before;
  const found = program.modules.flatMap(({ funcs }) =>
    funcs.filter((func) =>
      effectsOf(program, func).some(
        ({ kind, site, node }) =>
          (kind === 'read' || kind === 'unknown') &&
          saysRevoked(site ? `${site.owner}.${site.method} ${site.given}` : textOf(node, func)) &&
          !/^(revoke|add|invalidate|blacklist|insert|set|create|put|push|save)/i.test(site?.method ?? ''),
      ),
    ),
  );
  asked.set(program, found);
  return found;
}

/** The code that runs, without its comments. */
export function textOfReach({ funcs }: Reach): string {
  return [...funcs]
    .map((func) => (func.node.type === 'File' ? '' : withoutComments(textAll(func))))
    .join('\n');
}
