/**
 * What kind of thing is filled into a key. `other` may be anything; `bare` is a token that was cut out of the whole
 * Authorization header; `fresh` was made up at random.
 */
export type Hole =
  'token' | 'header' | 'bare' | 'refresh' | 'jti' | 'session' | 'user' | 'hash' | 'fresh' | 'other';

/** What something is, judged by its name and by that of what it belongs to: `user.id`. */
export function holeOf(name: string): Hole {
  const last = name.split('.').at(-1) ?? '';
  if (HASHES.test(last)) return 'hash';
  if (/jti|token_?id/i.test(last)) return 'jti';
  if (/refresh|^rt$/i.test(last)) return 'refresh';
  if (/^sid$|session/i.test(last)) return 'session';
  if (/token|jwt|bearer/i.test(last)) return 'token';
  if (
    /user_?id|^sub$|^uid$|account_?id|^email$|^username$/i.test(last) ||
    /(user|account|decoded|payload)\w*\.(_?id|sub|uid)$/i.test(name)
  )
    return 'user';
  return 'other';
}

/** What makes another thing of a token, which always is the same for it. */
export const HASHES: RegExp = /hash|digest|sha_?\d|md5|hmac|fingerprint|scrypt|pbkdf2|blake/i;

/** Whether a call by this name makes something up that was not there before. */
export function isFresh(name: string): boolean {
  return /random_?uuid|random_?bytes|random_?string|secure_?random|getRandomValues|\buuid|\bv[1-7]\b|nanoid|ulid|cuid2?\b|createId\b|ksuid|snowflake|object_?id\b|(new|make|create|gen|generate)_?(session_?)?id\b/i.test(
    name,
  );
}

export function holesMeet(a: Hole, b: Hole): boolean {
  if (a === b || a === 'other' || b === 'other') return true;
  // What was made up at random is nobody's own id.
  if (a === 'fresh') return b !== 'user';
  return b === 'fresh' ? a !== 'user' : isTokens(a, b);
}

/** What is just called token may be any of them, the name of a session too; but the header is not what was cut out of it. */
function isTokens(a: Hole, b: Hole): boolean {
  return (a === 'token' && TOKENS.has(b)) || (b === 'token' && TOKENS.has(a));
}

const TOKENS: ReadonlySet<Hole> = new Set(['refresh', 'header', 'bare', 'session']);
