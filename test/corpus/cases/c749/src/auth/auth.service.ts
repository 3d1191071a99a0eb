import type { EntityManager } from '@mikro-orm/core';
import { Session } from './session';
import { mint, open } from './tokens';
import { Unauthenticated } from '../errors';

export class AuthService {
  constructor(private readonly em: EntityManager) {}

  async authenticate(token: string) {
    return this.live(await open('access', token).catch(() => null));
  }

  async refresh(token: string) {
    const session = await this.live(await open('refresh', token).catch(() => null));
    session.lastSeenAt = new Date();
    await this.em.flush();
    return {
      accessToken: await mint('access', session.user.id, session.id),
      refreshToken: await mint('refresh', session.user.id, session.id),
    };
  }

  async logout(sessionId: string): Promise<void> {
    await this.em.nativeDelete(Session, { id: sessionId });
  }

  private async live(claims: { userId: string; sessionId: string } | null): Promise<Session> {
    if (!claims) throw new Unauthenticated();
    const session = await this.em.findOne(Session, { id: claims.sessionId, user: claims.userId });
    if (!session) throw new Unauthenticated();
    return session;
  }
}
