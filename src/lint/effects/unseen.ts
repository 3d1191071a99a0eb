import { namesAudit, namesRecording, saysLogout, saysRevoked, wordsOf } from '../words.ts';
import { sendsMessage } from './messages.ts';
import type { Site } from './site.ts';

/** Words of names that do nothing to anybody's session. */
const HARMLESS = new Set(
  `console serialize signed cookie log logger debug info warn trace next done cb callback resolve reject parse stringify assert
  compare hash track capture flash translate string number boolean array object promise date math json
  split map filter join trim replace slice includes keys values entries assign freeze then catch finally error exception
  response respond send success fail json status redirect render toast message alert navigate push back now format print
  use effect state ref memo selector dispatch subscribe require import super symbol int float encode uri random uuid sleep delay
  wait timeout interval immediate tick stop prevent propagation default focus blur scroll notify notification tap pipe sign schema safe
  count length every some reduce sort reverse concat test match exec span metric inc observe timing catched wrap handler
  sha sha1 sha256 sha512 md5 digest hmac fingerprint base64 hex nanoid`.split(/\s+/),
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

const HANGS_UP = /^(disconnect(Sockets)?|close|leave|leaveAll|join|terminate|end|destroy|pause|ping|pong)$/;

/** Somebody, or somebody's session, whose own method may do it: `req.user.nextGeneration()`. */
const SOMEBODY = /(^|\.)(current_?)?(user|account|member|customer|session|tokens?|admin|principal|identity)$/;

/** What many objects have. */
function isOwnMethod(method: string): boolean {
  return /^(to[A-Z]\w*|\w*populate|lean|exec|equals|valueOf|hasOwnProperty|is[A-Z]\w*|inspect|then|join|emit|leave)$/.test(
    method,
  );
}

/** Whether what cannot be seen does nothing to anybody's session, judged by what it is called and where it comes from. */
export function isHarmless(site: Site): boolean {
  const { node, value, from, method, owner } = site;
  // A connection that is closed can be opened again.
  if (
    /(^|\.)(socket|sock|ws|wss|io|namespace|nsp|conn|connection)(\.|$)/.test(owner) &&
    HANGS_UP.test(method)
  )
    return true;
  if (method === '()' || onlyRecords(site)) return true;
  if (
    value.kind === 'opaque' &&
    value.origin.kind === 'global' &&
    (owner !== '' || node.type === 'NewExpression') &&
    isBuiltIn(value.origin.name)
  )
    return !saysLogout(method) && !saysRevoked(method);
  if (
    from !== undefined &&
    /^(react|react-dom|react-router|next\/(navigation|router|headers|server|cache)|bcrypt|crypto|uuid|dayjs|moment|lodash|zod|joi|yup|http-errors|path|fs|url|util|@nestjs\/(common|swagger|config)|prom-client|@opentelemetry\/|@sentry\/|winston|pino|nodemailer|@sendgrid\/)/.test(
      from,
    )
  )
    return true;
  // What an answer is wrapped in.
  if (
    /^((result|either|option|te?|o|e)\.)?(ok|err|okAsync|errAsync|left|right|some|none)$/i.test(
      [owner, method].filter((one) => one !== '').join('.'),
    )
  )
    return true;
  // What a query is made of.
  if (
    owner === '' &&
    /^(eq|ne|gte?|lte?|and|or|not|inArray|isNull|isNotNull|i?like|between|desc|asc|sql|count)$/.test(method)
  )
    return true;
  if (method in String.prototype || method in Array.prototype || method in Date.prototype) return true;
  const words = wordsOf(method);
  if (saysLogout(method) || saysRevoked(method) || changesPerson(owner, method) || sendsMessage(site))
    return false;
  return (
    words.some((word) => HARMLESS.has(word)) &&
    !words.some((word) => /^(delete|remove|revoke|destroy|invalidate|clear|kill)$/.test(word))
  );
}

/** Logging and the like may write too; what it writes revokes nothing. A journal may say itself that it ends something. */
export function onlyRecords({ chain, method, owner }: Pick<Site, 'chain' | 'method' | 'owner'>): boolean {
  if (namesRecording(method)) return true;
  if (!chain.slice(0, -1).some((name) => namesAudit(name))) return false;
  return !(
    saysRevoked(method) ||
    (/^(end|close|delete|remove|terminate|finish|destroy|drop|expire)\w*(session|token|login|jti)/i.test(
      method,
    ) &&
      !/analytic|metric|sentry|telemetry|posthog|segment|mixpanel|amplitude|newrelic|datadog/.test(owner))
  );
}

/** `req.user.nextGeneration()`: what a person or a session does with itself may be anything, but to ask or to show. */
function changesPerson(owner: string, method: string): boolean {
  return (
    /(^|\.)(_?(current)?user|account|member|customer|admin|device|login|grant|usersession)$/.test(owner) &&
    !ASKS.test(method) &&
    !/^(to|as|with|compare|match|populate|lean|select|then|catch|map|on|notify|send|greet|log|track|log_?out|log_?in)([A-Z_]\w*)?$/.test(
      method,
    ) &&
    /[a-z][A-Z]/.test(method)
  );
}

function isBuiltIn(name: string): boolean {
  return (
    name in globalThis ||
    /^(window|document|localStorage|sessionStorage|history|location|module|exports|jQuery|\$)$/.test(name)
  );
}

/** Whether what cannot be seen may end a session: it is told whose, or is called like it. */
export function isPlausible({ method, owner, told, args }: Site): boolean {
  const isName =
    ENDS.test(method.toLowerCase()) ||
    saysLogout(method) ||
    saysRevoked(method) ||
    changesPerson(owner, method);
  if (WHOSE.test(told.replace(/(['"`])(?:(?!\1)[^\\]|\\.)*\1/g, '')))
    return isName || owner !== '' || args.length > 0;
  // Told only where to answer, it can take the cookie away and no more.
  if (/^\s*(res|response|reply|_res)\s*(,|$)/.test(told)) return false;
  return isName || (SOMEBODY.test(owner) && !isOwnMethod(method));
}

/** Whether it only finds something out. */
export function asks({ method }: Site): boolean {
  return ASKS.test(method);
}
