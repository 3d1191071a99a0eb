import type { Context, Seen } from '../context.ts';
import { crossSiteRequests, isGranted, preflightOf, type CrossSiteRequest } from '../cookies/cross-site.ts';
import { headersNamed } from '../network/content.ts';
import { urlOf } from '../people/outgoing.ts';
import type { Person } from '../people/person.ts';
import type { Finding, Probe } from '../probe.ts';
import type { Reply } from '../network/wire.ts';

/** What a request from another site came to. `none`: no browser sends it with anything that signs in. */
interface Attempt {
  readonly by: string;
  readonly outcome: 'out' | 'in' | 'none' | 'unclear';
  readonly reply?: Reply | undefined;
  readonly after?: Reply | undefined;
  readonly because?: string | undefined;
}

/** Tries to sign somebody out from another site, with the cookies that a browser would send from there. */
export const crossSite: Probe = {
  id: 'P12',
  name: 'Logout from another site',
  references: ['CWE-352', 'ASVS 3.5.1', 'ASVS 3.5.3'],
  notRun: () => undefined,
  async run(context): Promise<Finding> {
    const attempts: Attempt[] = [];
    for (const request of crossSiteRequests(context.plan.logout))
      attempts.push(await attempt(context, request));
    return judge(attempts, await safeMethods(context, attempts));
  },
};

async function attempt(context: Context, request: CrossSiteRequest): Promise<Attempt> {
  const { by, step, attaches, preflight } = request;
  const person = await context.person();
  const before = person.stolen();
  const url = urlOf(context.plan, step.url);
  const cookies = before.jar
    .for(url)
    .filter(attaches)
    .map(({ name, value }) => [name, value] as const);
  if (cookies.length === 0) return { by, outcome: 'none' };
  // It is the same browser, and an application may have noted which.
  const headers = headersNamed(context.plan.me.headers, 'user-agent').map(
    (agent) => ['User-Agent', agent] as const,
  );
  if (preflight) {
    const asked = await before.send(preflightOf(request), { bare: true, headers });
    if (!isGranted(asked.headers, request)) return { by, outcome: 'none', reply: asked };
  }
  const reply = await before.send(step, { bare: true, cookies, headers });
  if (reply.error !== undefined || reply.status === 429)
    return { by, outcome: 'unclear', reply, because: reply.error ?? 'it was answered 429' };
  const { state, because, reply: after } = await lookAt(context, before);
  return {
    by,
    outcome: ({ alive: 'in', dead: 'out', unclear: 'unclear' } as const)[state],
    reply,
    after,
    because,
  };
}

/** Also somebody whose access token lives on is signed out when nothing can be refreshed any more. */
async function lookAt(context: Context, before: Person): Promise<Seen> {
  const seen = await context.me(before);
  if (seen.state !== 'alive' || !context.plan.refresh) return seen;
  const { reply, seen: next } = await context.refresh(before);
  if (next) return next;
  const refused = reply.error === undefined && reply.status !== 429 && reply.status < 500;
  if (!refused) return { ...seen, state: 'unclear', because: 'a refresh got no clear answer', reply };
  // Was it so before? Then it says nothing.
  const control = await context.refresh(await context.person());
  return control.seen?.state === 'alive'
    ? { ...seen, state: 'dead', because: 'nothing can be refreshed', reply }
    : seen;
}

/** What a GET, a HEAD or an OPTIONS does that carries everything. No other site can send it, but link previews and prefetching may. */
async function safeMethods(context: Context, attempts: readonly Attempt[]): Promise<string[]> {
  const notes: string[] = [];
  if (attempts.some(({ by, outcome }) => outcome === 'out' && by.includes('GET'))) return notes;
  for (const method of ['GET', 'HEAD', 'OPTIONS']) {
    const before = (await context.person()).stolen();
    await before.send({ ...context.plan.logout, method, body: undefined });
    if ((await context.me(before)).state !== 'dead') continue;
    notes.push(
      `A ${method} signs out too, when it carries the credentials; what changes something should be no ${method}.`,
    );
  }
  return notes;
}

function judge(attempts: readonly Attempt[], notes: string[]): Finding {
  const out = attempts.filter(({ outcome }) => outcome === 'out');
  const unclear = attempts.find(({ outcome }) => outcome === 'unclear');
  const shown = (out.length > 0 ? out : attempts.filter(({ outcome }) => outcome === 'in'))
    .slice(0, 2)
    .flatMap(({ by, reply, after }) => [
      ...(reply ? [{ caption: `From ${by}`, reply }] : []),
      ...(after ? [{ caption: 'The session after it', reply: after }] : []),
    ]);
  if (out.length > 0) {
    return {
      verdict: 'fail',
      evidence: `Somebody who is signed in was signed out from another site, by ${out.map(({ by }) => by).join(', and by ')}.`,
      fix: 'Take a logout by POST only, refuse one whose Sec-Fetch-Site is cross-site or whose Origin is another one, and set the cookie SameSite=Lax or Strict.',
      notes,
      shown,
    };
  }
  if (unclear) {
    const evidence = `Nothing is clear about ${unclear.by}: ${unclear.because ?? 'no answer'}.`;
    return { verdict: 'inconclusive', evidence, notes, shown };
  }
  const sent = attempts.filter(({ outcome }) => outcome === 'in').map(({ by }) => by);
  return {
    verdict: 'pass',
    evidence:
      sent.length === 0
        ? 'No browser sends what signs in along with a request from another site.'
        : `Another site signs nobody out: ${sent.join(', ')} left the session as it was.`,
    notes,
    shown,
  };
}
