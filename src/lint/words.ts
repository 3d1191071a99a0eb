/** The words of an identifier or a path, in lower case: `auditLog`, `/audit-log` and `AUDIT_LOG` are `audit log`. */
export function wordsOf(text: string): string[] {
  const known = split.get(text);
  if (known) return known;
  const words = text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '');
  if (split.size > 20_000) split.clear();
  split.set(text, words);
  return words;
}

const split = new Map<string, string[]>();

/** How people say logout, without spaces; English, and some other languages that are met in code. */
const LOGOUT =
  /^(logs?out|logoff|logouts|loggedout|signedout|signs?out|signoff|endsession|loggingout|signingout|deconnexion|sedeconnecter|deconnecter|cerrarsesion|finsesion|abmelden|ausloggen|sair|deslogar|encerrarsessao|wyloguj|uitloggen|dangxuat|keluar|cikis|disconnetti|loggaut|odjava|kijelentkezes|esci|afmelden|loggut|odhlasit|cikisyap|terminarsesion|terminarsessao|abmeldung|signoffs)$/;
const LOGOUT_ELSEWHERE = /登出|注销|退出登录|выход|выйти|разлогин|로그아웃|ログアウト|サインアウト/;

/** Words beside it that make it something else than the act: its outcome, what it looks like, whether it is to be. */
const NOT_THE_ACT = new Set(
  `success successful succeeded failure failed fail error errored request requested pending fulfilled rejected start
  started button btn modal dialog popup icon link item menu text label message msg url uri path route routes router endpoint
  test spec schema dto type types props state loading status time timer timeout redirect response event events listener
  callback confirm confirmation is has show open close toggle render should can use mock after before did will schedule
  register setup init create make build reason count page screen view component template form style styles config options
  key selector flag enabled disabled visible idle auto expired expire unauthorized interceptor saga epic subject observable
  watch watcher docs swagger decorator limiter validator validation metrics info data result when about until logged signed source form hint
  history histories list listing record recorded recent stat statistic track tracked tracking audit notify notified
  report metadata policy policies setting preference summary`.split(/\s+/),
);

const FOR_IT = /for[-_ ]?(log|sign)[-_ ]?(out|off)/i;

/** Whether a name is that of the act of logging out: `handleLogout`, `POST /auth/sign-out`; not `logoutButton`. */
export function namesLogout(name: string): boolean {
  if (!saysLogout(name)) return false;
  return !FOR_IT.test(name) && !SEVERAL.test(name) && !wordsOf(name).some((word) => isNotTheAct(word));
}

/** Several logouts are those that have been. */
const SEVERAL = /(log|sign)[-_ ]?(outs|offs)(?![a-z])/i;

function isNotTheAct(word: string): boolean {
  return NOT_THE_ACT.has(word) || NOT_THE_ACT.has(word.replace(/s$/, ''));
}

/** Whether logging out is spoken of at all. */
export function saysLogout(text: string): boolean {
  if (LOGOUT_ELSEWHERE.test(text)) return true;
  const words = wordsOf(text.normalize('NFD').replace(/\p{M}/gu, ''));
  return words.some((word, index) => LOGOUT.test(word) || LOGOUT.test(word + (words[index + 1] ?? '')));
}

/** Whether a text speaks of taking tokens back: revoked, blacklist, denylist, invalidated. */
export function saysRevoked(text: string): boolean {
  return /revo[kc]|black_?-?list|deny_?-?list|\bdenied\b|block_?-?list|invalidat|banned_?-?tokens?|dead_?-?tokens?|logged_?-?out_?-?tokens?|expired_?-?tokens?|used_?-?tokens?|token_?-?(versions?|generation|epoch|family)|\bbl[-_:]|\bdeny[-_:]/i.test(
    text,
  );
}

const AUDIT = new Set(
  `audit audits auditor activity activities log logs logger logging history histories analytics metric metrics
  telemetry trail tracking tracker monitor monitoring notification notifications statistic statistics stats sentry
  mailer mail email sms slack webhook newrelic datadog amplitude mixpanel segment posthog journal bitacora`.split(
    /\s+/,
  ),
);

/** Whether a name is that of a record of what happened, which revokes nothing. */
export function namesAudit(name: string): boolean {
  const words = wordsOf(name);
  return words.some(
    (word, at) => AUDIT.has(word) && !(word === 'log' && /^(in|out|off)/.test(words[at + 1] ?? '')),
  );
}

const ENDS_FIRST =
  /^(delete|remove|revoke|clear|end|purge|destroy|invalidate|drop|kill|expire|terminate|close|reset|unset|forget|wipe|blacklist|deny|flush|evict)$/;

/** Whether a method only records: `logActivity`; neither `deleteTokenByEmail` nor `clearActivity`. */
export function namesRecording(method: string): boolean {
  const [first = ''] = wordsOf(method);
  return (
    !ENDS_FIRST.test(first) &&
    namesAudit(method.replace(/(?<=[a-z])(By|For|Of|From|With|Via)(?=[A-Z])\w*$/, ''))
  );
}

/** Fields that say how somebody was last seen, and not what they may do. */
const PRESENCE =
  /^(is_?)?(online|active|available|connected|present|presence)$|^last_?(seen|active|activity|log_?out|logged_?out|sign_?out|log_?in|online|access|visit)\w*$|^(log_?out|logged_?out|sign_?out)_?(at|time|date|on|timestamp)$|^(online_?)?status$|^(updated|modified)_?(at|on|by|date)?$|^socket_?ids?$|^(device|push|fcm)_?tokens?$/i;

export function namesPresence(field: string): boolean {
  return PRESENCE.test(field);
}
