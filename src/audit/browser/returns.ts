import { holds } from '../judging/canary.ts';
import type { Context } from '../context.ts';
import type { Person } from '../people/person.ts';
import { urlOf } from '../people/outgoing.ts';
import { giveCookies, stillHeld } from './cookies.ts';
import { shows } from './look.ts';
import { rememberMe, type Remembered } from './remembered.ts';
import { fetchOut, signOut } from './sign-out.ts';
import type { Entry } from './tab.ts';
import type { Visit } from './visit.ts';

/** Something personal that was there again after the logout, and where it came from. */
export interface Return {
  readonly how: 'the back button' | 'opening it again' | 'fetching it again';
  readonly what: string;
  readonly from: 'back/forward cache' | 'HTTP cache' | 'service worker' | 'storage of the page' | 'server';
}

/** What a browser showed to somebody who had signed out. */
export interface Returns {
  readonly version: string;
  /** The status of the logout; undefined when it got no answer. */
  readonly status: number | undefined;
  /** Whether the page showed the person before the logout; undefined without a page. */
  readonly pageShown: boolean | undefined;
  /** Whether the page shows the canary to strangers as well: then it says nothing. */
  readonly pageForAll: boolean;
  /** Whether `me` was fetched before the logout; undefined when it was not to be. */
  readonly meFetched: boolean | undefined;
  readonly returned: readonly Return[];
  /** What was there for a moment, and then gone. */
  readonly briefly: readonly Return['how'][];
  /** Hosts that the page wanted and was kept from. */
  readonly refused: readonly string[];
}

/** An application shows who is there when its scripts have run. Ms. */
const SHOWS_WITHIN = 10_000;
const QUIET = 2_000;

/** Signs in, looks at the page and at `me`, signs out, and tries to see either again, as whoever comes to the computer next would. */
export async function lookAgain(context: Context, here: Visit, page: string | undefined): Promise<Returns> {
  const { tab, confinement } = here;
  const { plan, judge } = context;
  const url = page === undefined ? undefined : urlOf(plan, page).href;
  const pageForAll = url !== undefined && (await showsSoon(here, url, judge.canary));
  const person = await context.person();
  const logout = person.prepare(plan.logout);
  await giveCookies(here, person.jar, logout.url.protocol);
  const remembered =
    plan.me.method === 'GET' ? await rememberMe(here, person, plan.me, judge.canary) : undefined;

  const pageShown = url === undefined || pageForAll ? undefined : await showsSoon(here, url, judge.canary);
  const { entries, current } = await tab.history();
  const place = entries[current];
  if (pageShown !== true) await tab.open(confinement.page(logout.url.origin, []));
  const status = await (pageShown === true ? signOut(tab, logout) : fetchOut(tab, logout));
  const base = { version: here.version, status, pageShown, pageForAll, meFetched: remembered?.held };
  const refused = [...confinement.refused];
  if (status === undefined || status >= 400) return { ...base, returned: [], briefly: [], refused };
  person.left = true;

  const seen =
    url !== undefined && place && pageShown === true
      ? await lookAtPage(context, here, person, url, place)
      : NOTHING;
  const again = remembered?.held === true ? await fetchAgain(here, remembered) : [];
  return { ...base, refused, returned: [...seen.returned, ...again], briefly: seen.briefly };
}

/** Opens a page, and waits until it shows the canary. One that has long been quiet shows no more than it does. */
async function showsSoon({ tab }: Visit, url: string, canary: string): Promise<boolean> {
  let shown = false;
  await tab.open(url);
  await tab.until(
    async () => (shown = await shows(tab, canary)) || tab.traffic.quietFor() > QUIET,
    SHOWS_WITHIN,
  );
  return shown;
}

const NOTHING: Pick<Returns, 'returned' | 'briefly'> = { returned: [], briefly: [] };

async function lookAtPage(
  context: Context,
  here: Visit,
  person: Person,
  url: string,
  place: Entry,
): Promise<Pick<Returns, 'returned' | 'briefly'>> {
  const { tab, confinement } = here;
  const { canary } = context.judge;
  await tab.settled(async () => Promise.resolve(false));
  const { entries, current } = await tab.history();
  if (entries[current]?.id === place.id) await tab.open(confinement.page(new URL(url).origin, []));
  const returned: Return[] = [];
  const briefly: Return['how'][] = [];
  const look = async (how: Return['how'], go: () => Promise<boolean>): Promise<void> => {
    const mark = tab.traffic.answers.length;
    const restored = await go();
    const shown = await tab.settled(async () => shows(tab, canary));
    if (shown.finally) {
      const from = restored ? 'back/forward cache' : await sourceOf(context, here, person, url, mark);
      returned.push({ how, what: url, from });
    } else if (shown.ever) {
      briefly.push(how);
    }
  };
  // An application may have taken the page out of the history.
  if (entries.some(({ id }) => id === place.id)) await look('the back button', async () => tab.back(place));
  await look('opening it again', async () => {
    await tab.open(url);
    return false;
  });
  return { returned, briefly };
}

/** Where a page comes from that the back/forward cache does not have: the server, if it still shows it to the cookies of this browser. */
async function sourceOf(
  context: Context,
  here: Visit,
  person: Person,
  url: string,
  mark: number,
): Promise<Return['from']> {
  const left = await stillHeld(here, person.jar.all());
  const overrides = { bare: true, cookies: left.map(({ name, value }) => [name, value] as const) };
  const reply = await person.stolen().send({ method: 'GET', url, headers: [] }, overrides);
  const alive =
    holds(reply, context.judge.canary) || (await context.me(person.stolen(), overrides)).state === 'alive';
  if (alive) return 'server';
  const sources = here.tab.traffic.answers.slice(mark).map(({ from }) => from);
  return sources.find((from) => from !== 'server') ?? 'storage of the page';
}

async function fetchAgain(here: Visit, remembered: Remembered): Promise<Return[]> {
  const from = await remembered.again(here);
  return from === undefined ? [] : [{ how: 'fetching it again', what: remembered.url, from }];
}
