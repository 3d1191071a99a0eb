/** What the names of fields, headers and cookies say about what is in them, in the words that applications use. */

/** The last part of `user[password]`, `login.password`, `j_password`, in small letters alone. */
export function plain(name: string): string {
  const parts = name
    .slice(0, 200)
    .split(/[[\].]+/)
    .filter((part) => part !== '');
  return (parts.at(-1) ?? '').toLowerCase().replaceAll(/[^a-z\d]/g, '');
}

export function namesPassword(name: string): boolean {
  return /(?:password|passwd|passwort|passphrase|passcode|pass|pwd)$|^(?:pw|pin|secret|senha|kennwort|contrasena|motdepasse|parola|haslo|wachtwoord|losenord)$/.test(
    plain(name),
  );
}

export function namesUser(name: string): boolean {
  return /(?:username|userid|email|emailaddress|mail|login|loginid|loginname|user)$|^(?:account|identifier|identity|phone|phonenumber|mobile|usr|uname|handle|nick|nickname|name|id|uid|benutzer|benutzername|usuario|utilisateur)$/.test(
    plain(name),
  );
}

/** A token that proves that a request comes from the application's own page; no credential. */
export function namesCsrf(name: string): boolean {
  return (
    /csrf|xsrf|requestverificationtoken|authenticitytoken|antiforgery|requesttoken$|logintoken$/.test(
      plain(name),
    ) || name === '_token'
  );
}

const ELSE = -100;

export function namesRefresh(name: string): boolean {
  return /refresh/.test(plain(name)) || /^(?:rt|reft|rtoken)$/.test(plain(name));
}

/**
 * How much a name promises an access token: 0 for one that says nothing, less for what is surely something else. That which is plainly called so is worth more than an id token, and
 * that more than a key.
 */
export function promisesAccess(name: string): number {
  const word = plain(name);
  if (namesCsrf(name) || namesRefresh(name)) return ELSE;
  if (/expir|type$|reset|verif|confirm|push|device|fcm|apns|scope|secret|realm|count/.test(word)) return ELSE;
  if (/^(?:xapi)?accesstoken$|^xaccesstoken$/.test(word)) return 10;
  if (
    /^(?:auth|x?auth|session|api|bearer|jwt|user|login)?token$|^jwt$|^accessjwt$|^authorization$/.test(word)
  )
    return 8;
  if (/^(?:access|bearer|authkey)$/.test(word)) return 7;
  if (/token|jwt/.test(word)) return word === 'idtoken' ? 4 : 5;
  return /^(?:key|sid|session|sessionid|sessionkey|credential|auth|ticket)$/.test(word) ? 3 : 0;
}

/** Words that are said of a page or an operation: they stand alone, or between capitals, dashes, dots and slashes. */
function said(text: string, words: string): boolean {
  const spaced = text
    .slice(0, 2_000)
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, ' ');
  return new RegExp(`(?:^| )(?:${words})(?: |$)`).test(spaced);
}

export function saysLogin(text: string): boolean {
  return said(
    text,
    'log ?in|sign ?in|authenticate|authentication|logon|sessions?|token|tokens|credentials|callback',
  );
}

/** The act itself, and not a token or a session. */
export function saysSignIn(text: string): boolean {
  return said(text, 'log ?in|sign ?in|authenticate|logon|obtain');
}

export function saysLogout(text: string): boolean {
  if (said(text, 'log ?out|sign ?out|log ?off|sign ?off|logoff|end ?session|abmelden|deconnexion'))
    return true;
  // Much else can be revoked: a key, an invitation.
  return said(text, 'revoke|revocation') && said(text, 'tokens?|auth|sessions?|oauth2?');
}

export function saysEverywhere(text: string): boolean {
  return said(text, 'all|everywhere|every|global|others|other');
}

/** Whoever ends only the others stays signed in: that is no logout of theirs. */
export function sparesThis(text: string): boolean {
  return said(text, 'others?|other ?(?:sessions?|devices?)');
}

export function saysRefresh(text: string): boolean {
  return said(text, 'refresh|renew|rotate|refreshtoken|re ?new');
}

export function saysMe(text: string): boolean {
  return said(
    text,
    'me|who ?am ?i|profile|user ?info|current ?user|current|self|account|myself|viewer|session|user|users|my',
  );
}

export function saysRegister(text: string): boolean {
  return said(text, 'register|sign ?up|registration|create account|forgot|reset|change');
}
