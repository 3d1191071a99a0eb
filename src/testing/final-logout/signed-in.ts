import { tokensOf } from '../../audit/setup/tokens.ts';

/** What a login answered, when `login` is a request: its JSON, the tokens found in it, and the headers that show them. */
export interface SignedIn {
  /** The body, when it is a JSON object. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly accessToken: string | undefined;
  readonly refreshToken: string | undefined;
  /** `authorization` and `cookie`, as far as the login gave something for them. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads the answer to a login, or to a refresh: what it does not give is still that of `before`. */
export async function signedIn(response: Response, before?: SignedIn): Promise<SignedIn> {
  const text = await response.text();
  const found = tokensOf({ status: response.status, headers: [...response.headers], text });
  const accessToken = found.access?.value.replace(/^Bearer /, '') ?? before?.accessToken;
  const jar = new Map(cookiesIn(before?.headers['cookie'] ?? ''));
  for (const line of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=;]*)=([^;]*)/.exec(line) ?? [];
    if (isDeletion(line)) jar.delete(name.trim());
    else jar.set(name.trim(), value.trim());
  }
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  return {
    body: objectIn(text),
    accessToken,
    refreshToken: found.refresh?.value ?? before?.refreshToken,
    headers: {
      ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }),
      ...(cookie !== '' && { cookie }),
    },
  };
}

/** Which path and domain it is of makes no difference: a thief of the value sends it anywhere. */
function isDeletion(setCookie: string): boolean {
  const [, age] = /;\s*max-age=(-?\d+)/i.exec(setCookie) ?? [];
  const [, expires] = /;\s*expires=([^;]+)/i.exec(setCookie) ?? [];
  return age === undefined ? Date.parse(expires ?? '') <= Date.now() : Number(age) <= 0;
}

function cookiesIn(header: string): [string, string][] {
  return [...header.matchAll(/([^=;\s]+)=([^;]*)/g)].map(([, name = '', value = '']) => [name, value]);
}

function objectIn(text: string): Record<string, unknown> {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
