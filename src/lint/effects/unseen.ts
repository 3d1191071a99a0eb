import { namesAudit, saysLogout, saysRevoked, wordsOf } from '../words.ts';
import type { Site } from './site.ts';

/** Words of names that do nothing to anybody's session. */
const HARMLESS = new Set(
  `console serialize signed cookie log logger debug info warn trace next done cb callback resolve reject parse stringify assert
  compare hash track capture flash translate string number boolean array object promise date math json
  split map filter join trim replace slice includes keys values entries assign freeze then catch finally error exception
  response respond send success fail json status redirect render toast message alert navigate push back now format print
  use effect state ref memo selector dispatch subscribe require import super symbol int float encode uri random uuid sleep delay
  wait timeout interval immediate tick stop prevent propagation default focus blur scroll notify notification tap pipe sign schema safe
  count length every some reduce sort reverse concat test match exec span metric inc observe timing catched wrap handler`.split(
    /\s+/,
  ),
);
/** Names of what only finds something out. */
const ASKS =
  /^(get|find|has|is|can|should|check|verify|validate|fetch|load|read|extract|lookup|resolve|ensure|require|assert|count|list|search|query|select|decode)([A-Z_]\w*)?$/;
/** Words of names that may well end a session. */
const ENDS =
  /revo|invalid|blacklist|denylist|blocklist|expire|destroy|delete|remove|clear|kill|terminate|disconnect|unset|reset|rotate|bump|increment|forget|drop|close|end|evict|purge|logout|signout|logoff|update|save|store|set/;
/** What an argument says that tells somebody whose session to end. */
const WHOSE =
  /user|session|token|\bsid\b|jti|\breq\b|request|ctx|context|payload|cookie|auth|account|\bid\b|Id\b|header|\bme\b|credential|\bthis\b|customer|admin|member/;

/** Whether what cannot be seen does nothing to anybody's session, judged by what it is called and where it comes from. */
export function isHarmless({ chain, value, from, method, owner }: Site): boolean {
  if (method === '()' || chain.some((name) => namesAudit(name))) return true;
  if (
    value.kind === 'opaque' &&
    value.origin.kind === 'global' &&
    owner !== '' &&
    isBuiltIn(value.origin.name)
  )
    return !saysLogout(method) && !saysRevoked(method);
  if (
    from !== undefined &&
    /^(react|react-dom|react-router|next\/(navigation|router|headers|server|cache)|bcrypt|crypto|uuid|dayjs|moment|lodash|zod|joi|yup|http-errors|path|fs|url|util|@nestjs\/(common|swagger|config))/.test(
      from,
    )
  )
    return true;
  if (method in String.prototype || method in Array.prototype || method in Date.prototype) return true;
  const words = wordsOf(method);
  if (saysLogout(method) || saysRevoked(method)) return false;
  return (
    words.some((word) => HARMLESS.has(word)) &&
    !words.some((word) => /^(delete|remove|revoke|destroy|invalidate|clear|kill)$/.test(word))
  );
}

function isBuiltIn(name: string): boolean {
  return (
    name in globalThis ||
    /^(window|document|localStorage|sessionStorage|history|location|module|exports|jQuery|\$)$/.test(name)
  );
}

/** Whether what cannot be seen may end a session: it is told whose, or is called like it. */
export function isPlausible({ method, owner, given, args }: Site): boolean {
  const isName = ENDS.test(method.toLowerCase()) || saysLogout(method) || saysRevoked(method);
  if (WHOSE.test(given.replace(/(['"`])(?:(?!\1)[^\\]|\\.)*\1/g, '')))
    return isName || owner !== '' || args.length > 0;
  // Told only where to answer, it can take the cookie away and no more.
  if (/^\s*(res|response|reply|_res)\s*(,|$)/.test(given)) return false;
  return isName;
}

/** Whether it only finds something out. */
export function asks({ method }: Site): boolean {
  return ASKS.test(method);
}
