import type { Cookie } from '../cookies/cookie.ts';
import type { Context } from '../context.ts';
import { urlOf } from '../people/outgoing.ts';
import type { Person } from '../people/person.ts';
import { giveCookies, stillHeld } from './cookies.ts';
import { fetchOut } from './sign-out.ts';
import { visit, type Visited } from './visit.ts';

/** What a browser still held after it had signed out. */
export interface LeftInBrowser {
  readonly version: string;
  readonly person: Person;
  /** The status of the logout; undefined when it got no answer. */
  readonly status: number | undefined;
  /** The cookies that it refused in the first place. */
  readonly refused: readonly Cookie[];
  readonly left: readonly Cookie[];
}

/** Signs somebody in, gives their cookies to a browser, and signs out from a page of the application. */
export async function logoutInBrowser(context: Context): Promise<Visited<LeftInBrowser>> {
  const { plan } = context;
  return visit(context, [urlOf(plan, plan.logout.url)], async (here) => {
    const person = await context.person();
    const logout = person.prepare(plan.logout);
    const cookies = person.jar.all();
    await giveCookies(here, person.jar, logout.url.protocol);
    const held = await stillHeld(here, cookies);
    // A page elsewhere, where the plan says that the application has its pages.
    const origin = logout.headers.find(([name]) => /^origin$/i.test(name))?.[1] ?? logout.url.origin;
    await here.tab.open(here.confinement.page(origin, []));
    const status = await fetchOut(here.tab, logout);
    person.left = status !== undefined && status < 400;
    return {
      version: here.version,
      person,
      status,
      refused: cookies.filter((cookie) => !held.includes(cookie)),
      left: await stillHeld(here, held),
    };
  });
}
