import type { Cookie } from '../cookies/cookie.ts';
import type { Jar } from '../cookies/jar.ts';
import type { Visit } from './visit.ts';

/** A cookie that a browser holds. Its domain begins with a dot when it is sent to what is below it. */
interface Held {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: string;
  readonly partitionKey?: unknown;
}

/**
 * Gives a browser the cookies of a person, each by a page of its host that sets it with the attributes that it came with: what a
 * browser would have refused then, it refuses now. `scheme` is the application's.
 */
export async function giveCookies(visit: Visit, jar: Jar, scheme: string): Promise<void> {
  const { tab, confinement } = visit;
  const cookies = jar.all();
  for (const domain of new Set(cookies.map((cookie) => cookie.domain))) {
    const own = cookies.filter((cookie) => cookie.domain === domain);
    const lines = own.filter(({ partitioned }) => !partitioned).map(lineOf);
    await tab.open(confinement.page(`${scheme}//${domain}`, lines));
    const partitioned = own.filter((cookie) => cookie.partitioned);
    if (partitioned.length > 0) await givePartitioned(visit, partitioned, scheme);
  }
}

/** A page that the audit answers sets no partitioned cookies. These are put into the partition where one that a script sets comes to be. */
async function givePartitioned(
  { tab, browser }: Visit,
  cookies: readonly Cookie[],
  scheme: string,
): Promise<void> {
  const sample = 'curfew-audit';
  await tab.evaluate((name) => void (document.cookie = `${name}=1; Secure; Path=/; Partitioned`), sample);
  const { cookies: held } = await browser.cdp.send<{ cookies: Held[] }>('Storage.getCookies');
  const partitionKey = held.find(({ name }) => name === sample)?.partitionKey;
  const gone = 'Secure; Path=/; Partitioned; Max-Age=0';
  await tab.evaluate(([name, end]) => void (document.cookie = `${name}=; ${end}`), [sample, gone]);
  if (partitionKey === undefined) return;
  for (const { name, value, domain, hostOnly, path, secure, httpOnly, sameSite, expires } of cookies) {
    const one = {
      name,
      value,
      ...(hostOnly ? { url: `${scheme}//${domain}/` } : { domain: `.${domain}` }),
      path,
      secure,
      httpOnly,
      ...(sameSite && { sameSite: sameSite.replace(/^./, (first) => first.toUpperCase()) }),
      ...(expires !== undefined && { expires: expires / 1_000 }),
      partitionKey,
    };
    // It refuses what breaks the rules.
    await browser.cdp.send('Storage.setCookies', { cookies: [one] }).catch(() => undefined);
  }
}

/** Those of the cookies that a browser holds, with the very value. */
export async function stillHeld({ browser }: Visit, cookies: readonly Cookie[]): Promise<Cookie[]> {
  const { cookies: held } = await browser.cdp.send<{ cookies: Held[] }>('Storage.getCookies');
  return cookies.filter((cookie) =>
    held.some(
      ({ name, value, domain, path, partitionKey }) =>
        name === cookie.name &&
        value === cookie.value &&
        path === cookie.path &&
        domain.replace(/^\./, '') === cookie.domain &&
        (partitionKey !== undefined) === cookie.partitioned,
    ),
  );
}

/** A cookie as a `Set-Cookie` header says it. */
function lineOf(cookie: Cookie): string {
  const { name, value, domain, path, sameSite, expires } = cookie;
  return [
    name === '' ? value : `${name}=${value}`,
    `Path=${path}`,
    ...(cookie.hostOnly ? [] : [`Domain=${domain}`]),
    ...(cookie.secure ? ['Secure'] : []),
    ...(cookie.httpOnly ? ['HttpOnly'] : []),
    ...(sameSite === undefined ? [] : [`SameSite=${sameSite}`]),
    ...(expires === undefined ? [] : [`Expires=${new Date(expires).toUTCString()}`]),
  ].join('; ');
}
