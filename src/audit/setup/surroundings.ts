import type { Reply } from '../network/wire.ts';
import { isGood, isHtml, redirectOf } from './answer.ts';
import type { Guess } from './draft.ts';
import { formsOf, linksOf } from './html.ts';
import { leavesOf } from './leaves.ts';
import { inScript, sorted, type Surroundings } from './named.ts';
import { saysLogout } from './names.ts';
import { openApiDocument } from './openapi-document.ts';
import { guessesOf } from './openapi-guesses.ts';
import { prefixesOf, unique } from './places.ts';
import { plainStep } from './recorded.ts';
import type { SignedIn } from './sign-in.ts';
import type { Site } from './visitor.ts';

const MOST_SCRIPTS = 12;
const DOCUMENTS = [
  '/openapi.json',
  '/api-json',
  '/swagger.json',
  '/v3/api-docs',
  '/api/openapi.json',
  '/swagger/v1/swagger.json',
  '/api-docs',
  '/docs-json',
  '/openapi.yaml',
];
const NOTHING: Surroundings = { me: [], logout: [], refresh: [] };

/** What the login's own answer leads to: links in its JSON, and the page that it sends the browser to. */
export function fromAnswer(reply: Reply): Surroundings {
  const links = leavesOf(reply.text).filter(({ value }) => /^(?:https?:\/\/|\/)[\w./:%~-]+$/.test(value));
  const guesses = links.flatMap(({ path, value }) => {
    const url = URL.parse(value, reply.request.url);
    return url?.hostname === reply.request.url.hostname
      ? [{ said: `${path} ${url.pathname}`, url: url.href }]
      : [];
  });
  const to = redirectOf(reply);
  const next = to === undefined ? undefined : URL.parse(to, reply.request.url)?.href;
  const why = "linked in the login's answer";
  const linked = sorted(
    guesses.map(({ said, url }) => ({ said, url, method: undefined })),
    why,
  );
  const landing = next === undefined ? [] : [{ step: plainStep('GET', next), why: 'where the login leads' }];
  return { ...linked, me: [...landing, ...linked.me] };
}

/** What OpenAPI documents at the usual places say. */
export async function fromDocuments(site: Site, { person, reply }: SignedIn): Promise<Surroundings> {
  const login = reply.request.url;
  const own = prefixesOf(login).flatMap((prefix) =>
    prefix === '' ? [] : [`${prefix}/openapi.json`, `${prefix}-json`],
  );
  for (const path of unique([...DOCUMENTS, ...own])) {
    site.tell(`looking for an OpenAPI document: ${path}`);
    const answer = await person.copy().send(plainStep('GET', new URL(path, login).href));
    if (!isGood(answer) || isHtml(answer) || !/openapi|swagger/.test(answer.text.slice(0, 2_000))) continue;
    const document = await openApiDocument(answer.text, path).catch(() => undefined);
    if (document) return guessesOf(document, login.origin);
  }
  return NOTHING;
}

/** What the pages and scripts of the application name: forms that sign out, links, and addresses in scripts. */
export async function fromPages(
  site: Site,
  { person, reply }: SignedIn,
  pages: readonly string[],
): Promise<Surroundings> {
  const login = reply.request.url;
  const found: Surroundings[] = [];
  const scripts: string[] = [];
  for (const page of pages) {
    site.tell(`reading ${new URL(page).pathname}`);
    const answer = await person.copy().send(plainStep('GET', page));
    if (!isGood(answer) || !isHtml(answer)) continue;
    const { links, scripts: more } = linksOf(answer.text);
    scripts.push(...inside(more, page));
    found.push({ ...NOTHING, logout: formGuesses(answer) });
    const named = inside(links, page).map((url) => ({ said: new URL(url).pathname, url, method: 'GET' }));
    found.push(sorted(named, 'linked in a page'), sorted(inScript(answer.text, login), 'named in a page'));
  }
  for (const script of unique(scripts).slice(0, MOST_SCRIPTS)) {
    site.tell(`reading ${new URL(script).pathname}`);
    const answer = await person.copy().send(plainStep('GET', script));
    if (isGood(answer) && !isHtml(answer))
      found.push(sorted(inScript(answer.text, login), 'named in a script'));
  }
  return {
    me: found.flatMap(({ me }) => me),
    logout: found.flatMap(({ logout }) => logout),
    refresh: found.flatMap(({ refresh }) => refresh),
  };
}

/** A form that says that it signs out, with its hidden fields: the CSRF token among them is found again later. */
function formGuesses(page: Reply): Guess[] {
  return formsOf(page.text).flatMap((form) => {
    if (!saysLogout(form.action) && !saysLogout(form.said)) return [];
    const url = URL.parse(form.action, page.request.url);
    if (!url || url.hostname !== page.request.url.hostname) return [];
    const body = new URLSearchParams(form.inputs.map(([name, value]): [string, string] => [name, value]));
    const type = 'application/x-www-form-urlencoded';
    const step =
      form.method === 'GET'
        ? plainStep('GET', url.href)
        : plainStep(form.method, url.href, type, body.toString());
    return [{ step, why: `a form on ${page.request.url.pathname}` }];
  });
}

function inside(addresses: readonly string[], page: string): string[] {
  const { hostname } = new URL(page);
  return addresses.flatMap((address) => {
    const url = URL.parse(address, page);
    return url && /^https?:$/.test(url.protocol) && url.hostname === hostname ? [url.href] : [];
  });
}
