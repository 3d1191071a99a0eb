import type { Outgoing } from '../network/wire.ts';
import type { Tab } from './tab.ts';

/** Until the page has asked for it; the answer may take as long again. Ms. */
const ASKS_WITHIN = 3_000;
const ANSWERS_WITHIN = 10_000;

/** What any browser adds by itself, or a form can say. */
const SIMPLE =
  /^(accept.*|content-type|cookie|host|origin|referer|sec-.*|user-agent|upgrade-insecure-requests)$/i;

/**
 * Signs out from the page that a tab shows, as a person would: by the page's own form, link or button for it; where it has none, by a form
 * with the same fields, or by `fetch` where no form can send what the plan says. Answers the status, or undefined when the request
 * never left or got no answer.
 */
export async function signOut(tab: Tab, logout: Outgoing): Promise<number | undefined> {
  const target = { url: logout.url.origin + logout.url.pathname, method: logout.method.toLowerCase() };
  const pressed = await tab.evaluate(press, target).catch(() => false);
  if (pressed) {
    const status = await answered(tab, logout, ASKS_WITHIN);
    if (status !== undefined) return status;
  }
  const type = logout.headers.find(([name]) => /^content-type$/i.test(name))?.[1] ?? '';
  const isForm =
    /^(GET|POST)$/.test(logout.method) &&
    logout.headers.every(([name]) => SIMPLE.test(name)) &&
    ((logout.body ?? '') === '' || /x-www-form-urlencoded/i.test(type));
  if (!isForm) return fetchOut(tab, logout);
  const fields = [...new URLSearchParams(logout.method === 'GET' ? '' : logout.body)];
  // Going away may end the page before it answers.
  await tab.evaluate(submit, { url: logout.url.href, method: target.method, fields }).catch(() => undefined);
  return answered(tab, logout, ANSWERS_WITHIN);
}

/** The same by `fetch` alone, with the cookies of the browser and the headers of the plan. */
export async function fetchOut(tab: Tab, logout: Outgoing): Promise<number | undefined> {
  const { method, url, headers, body } = logout;
  const request = { url: url.href, method, headers: sendable(headers), body: body ?? null };
  // An answer of another origin cannot be read, and need not be.
  await tab.evaluate(send, request).catch(() => undefined);
  return answered(tab, logout, ANSWERS_WITHIN);
}

/** Headers that a script may set. Cookies are the browser's business. */
export function sendable(headers: Outgoing['headers']): [string, string][] {
  return headers.flatMap(([name, value]): [string, string][] =>
    /^(cookie|host|origin|referer|user-agent|sec-.*|content-length)$/i.test(name) ? [] : [[name, value]],
  );
}

async function answered(tab: Tab, { url, method }: Outgoing, most: number): Promise<number | undefined> {
  const find = (): number | undefined =>
    tab.traffic.answers.findLast((answer) => {
      const asked = URL.parse(answer.url);
      return answer.method === method && asked?.origin === url.origin && asked.pathname === url.pathname;
    })?.status;
  await tab.until(async () => Promise.resolve(find() !== undefined), most);
  return find();
}

/** Runs in the page. */
function press({ url, method }: { url: string; method: string }): boolean {
  const leads = (to: string | null): boolean => {
    const target = URL.parse(to ?? '', document.baseURI);
    return to !== null && target !== null && target.origin + target.pathname === url;
  };
  const form = [...document.forms].find(
    (one) =>
      leads(one.getAttribute('action')) && (one.getAttribute('method') ?? 'get').toLowerCase() === method,
  );
  if (form) {
    form.requestSubmit();
    return true;
  }
  const said =
    /^\W*(log|sign)[\s-]?(me\s)?(out|off)\b|^\W*(logout|abmelden|ausloggen|d[ée]connexion|se d[ée]connecter|cerrar sesi[óo]n|salir|uitloggen|esci|sair)\W*$/i;
  const control = [
    ...document.querySelectorAll<HTMLElement>(
      'a, button, [role=button], input[type=submit], input[type=button]',
    ),
  ].find((one) => {
    if (one.tagName === 'A' && method === 'get' && leads(one.getAttribute('href'))) return true;
    const words = `${one.textContent ?? ''}${(one as HTMLInputElement).value ?? ''}`.trim();
    return words.length < 40 && (said.test(words) || said.test(one.getAttribute('aria-label') ?? ''));
  });
  control?.click();
  return control !== undefined;
}

/** Runs in the page. */
function submit({ url, method, fields }: { url: string; method: string; fields: [string, string][] }): void {
  if (method === 'get') {
    location.assign(url);
    return;
  }
  const form = document.createElement('form');
  form.method = method;
  form.action = url;
  for (const [name, value] of fields) {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  // A field may be called `submit`.
  HTMLFormElement.prototype.submit.call(form);
}

/** Runs in the page. */
async function send(request: {
  url: string;
  method: string;
  headers: [string, string][];
  body: string | null;
}): Promise<void> {
  const { url, ...init } = request;
  await fetch(url, { ...init, credentials: 'include', cache: 'no-store' });
}
