import type { Kind } from '../../src/index.ts';

interface ModelSession {
  readonly id: string;
  readonly subject: string;
  readonly client: string;
  readonly tenant: string;
  readonly startedAt: number;
  readonly expiresAt: number;
  readonly opened: number;
  ended: boolean;
  generation: number;
}

interface ModelFact {
  readonly kind: Kind;
  readonly id: string;
  readonly except: string | undefined;
  readonly logged: number;
}

/** What a store must do, as plainly as it can be said: a list of sessions and a list of facts. */
export class Model {
  readonly sessions: ModelSession[] = [];
  readonly facts: ModelFact[] = [];
  #moment = 0;

  open(session: Omit<ModelSession, 'opened' | 'ended' | 'generation'>, limit?: number): string[] {
    const others = this.live(session.subject).filter((one) => session.startedAt < one.expiresAt);
    const surplus = limit === undefined ? [] : others.slice(0, Math.max(0, others.length + 1 - limit));
    for (const one of surplus) this.append('session', one.id);
    this.sessions.push({
      ...session,
      opened: (this.#moment += 1),
      ended: false,
      generation: 0,
    });
    return surplus.map((one) => one.id);
  }

  append(kind: Kind, id: string, except?: string): void {
    this.facts.push({ kind, id, except, logged: (this.#moment += 1) });
    for (const one of this.sessions) if (kind !== 'token' && this.isDead(one)) one.ended = true;
  }

  /** `grace` is over when it is negative, and lasts for ever when it is not. */
  rotate(id: string, generation: number, now: number, grace: number): string {
    const session = this.sessions.find((one) => one.id === id);
    if (!session || session.ended || now >= session.expiresAt) return 'ended';
    if (generation === session.generation) {
      session.generation += 1;
      return 'rotated';
    }
    if (generation >= 0 && generation === session.generation - 1 && grace > 0) return 'repeated';
    this.append('session', id);
    return 'reused';
  }

  /** Oldest first; of those that began in the same millisecond, the one opened first. */
  live(subject?: string): ModelSession[] {
    return this.sessions
      .filter((one) => !one.ended && (subject === undefined || one.subject === subject))
      .toSorted((a, b) => a.startedAt - b.startedAt || a.opened - b.opened);
  }

  /** Whether some fact ends a token of the session, by where in the log each came. */
  isDead(session: ModelSession, token?: string): boolean {
    return this.facts.some((fact) => {
      if (fact.kind === 'token') return fact.id === token;
      if (fact.kind === 'session') return fact.id === session.id;
      const named = fact.kind === 'everything' || fact.id === session[fact.kind];
      return named && fact.except !== session.id && fact.logged > session.opened;
    });
  }
}
