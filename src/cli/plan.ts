import type { StoredSession } from '../core/session.ts';
import type { Store } from '../core/store.ts';
import { count, when } from './output.ts';
import { answered, openSessions } from './store.ts';
import type { Aim } from './target.ts';

/** What a revocation is about to do, in words. */
export interface Plan {
  /** Whom or what it ends: `alice`, `client web`. */
  readonly who: string;
  /** `ends 3 open sessions of alice`. */
  readonly does: string;
  /** How many open sessions it ends; undefined where that cannot be known or goes without saying. */
  readonly sessions?: number;
  /** Why there is nothing to end, if so. */
  readonly nothing?: string;
}

/** Looks up what `aim` would end now. */
export async function planOf(aim: Aim, store: Store): Promise<Plan> {
  const now = Date.now();
  if (aim.kind === 'session') return ofSession(aim.id, await answered(store.session(aim.id)), now);
  if (aim.kind === 'token') {
    const does = `ends the token ${aim.id}, if there is one: the store keeps no list of tokens`;
    return { who: `token ${aim.id}`, does };
  }
  const all = await openSessions(store, now, aim.kind === 'subject' ? aim.id : undefined);
  if (aim.kind === 'everything') {
    const does = `ends everything: ${count(all.length, 'open session')} of everybody`;
    return { who: 'everything', does, sessions: all.length };
  }
  const named = all.filter((one) => one[aim.kind as 'subject'] === aim.id && isOf(one, aim.issuer));
  const ended = named.filter((one) => one.id !== aim.except);
  const who = aim.kind === 'subject' ? aim.id : `${aim.kind} ${aim.id}`;
  const issuer = aim.issuer === undefined ? '' : ` at ${aim.issuer}`;
  const does = `ends ${count(ended.length, 'open session')} of ${who}${issuer}${kept(aim, named.length > ended.length)}`;
  return { who, does, sessions: ended.length };
}

function ofSession(id: string, session: StoredSession | undefined, now: number): Plan {
  const who = session ? `session ${id} of ${session.subject}` : `session ${id}`;
  const does = `ends ${who}`;
  if (!session) return { who, does, nothing: `there is no session ${id}` };
  const over = session.endedAt ?? session.expiresAt;
  if (session.endedAt === undefined && now < over) return { who, does };
  return { who, does, nothing: `${who} had ended already, ${when(over, now)}` };
}

function isOf(session: StoredSession, issuer: string | undefined): boolean {
  return issuer === undefined || session.issuer === issuer;
}

function kept({ except }: Aim, found: boolean): string {
  if (except === undefined) return '';
  return found ? `, and keeps ${except}` : `; ${except}, which was to stay, is none of them`;
}
