import { randomBytes } from 'node:crypto';
import type { SessionRepo } from './session-repo';

export interface Session { id: string; userId: string; expiresAt: Date }
interface Deps { sessions: SessionRepo; now: () => Date }

const TTL_MS = 1000 * 60 * 60 * 10;

export const makeAuth = ({ sessions, now }: Deps) => ({
  async signOn(userId: string): Promise<Session> {
    const session = { id: randomBytes(32).toString('hex'), userId, expiresAt: new Date(now().getTime() + TTL_MS) };
    await sessions.add(session);
    return session;
  },

  async resolve(id: string | undefined): Promise<Session | null> {
    if (!id) return null;
    const session = await sessions.get(id);
    return session && session.expiresAt > now() ? session : null;
  },

  async signOff(session: Session): Promise<void> {
    await sessions.drop(session.id);
  },
});
