import { sha256 } from '@oslojs/crypto/sha2';
import { encodeBase32LowerCaseNoPadding, encodeHexLowerCase } from '@oslojs/encoding';
import { eq } from 'drizzle-orm';
import type { RequestEvent } from '@sveltejs/kit';
import { db } from './db';
import { sessions, users } from './db/schema';

const DAY = 86_400_000;
export const SESSION_COOKIE = 'auth-session';

class Auth {
  generateToken() {
    return encodeBase32LowerCaseNoPadding(crypto.getRandomValues(new Uint8Array(20)));
  }

  private toId(token: string) {
    return encodeHexLowerCase(sha256(new TextEncoder().encode(token)));
  }

  async start(token: string, userId: string) {
    const row = { id: this.toId(token), userId, expiresAt: new Date(Date.now() + 30 * DAY) };
    await db.insert(sessions).values(row);
    return row;
  }

  async validate(token: string) {
    const [found] = await db
      .select({ user: { id: users.id, username: users.username }, session: sessions })
      .from(sessions)
      .innerJoin(users, eq(sessions.userId, users.id))
      .where(eq(sessions.id, this.toId(token)));
    if (!found) return { session: null, user: null };
    if (Date.now() >= found.session.expiresAt.getTime()) {
      await this.end(found.session.id);
      return { session: null, user: null };
    }
    if (Date.now() >= found.session.expiresAt.getTime() - 15 * DAY) {
      found.session.expiresAt = new Date(Date.now() + 30 * DAY);
      await db.update(sessions).set({ expiresAt: found.session.expiresAt }).where(eq(sessions.id, found.session.id));
    }
    return found;
  }

  end(sessionId: string) {
    return db.delete(sessions).where(eq(sessions.id, sessionId));
  }

  putCookie(event: RequestEvent, token: string, expiresAt: Date) {
    event.cookies.set(SESSION_COOKIE, token, { expires: expiresAt, path: '/' });
  }

  dropCookie(event: RequestEvent) {
    event.cookies.delete(SESSION_COOKIE, { path: '/' });
  }
}

export const auth = new Auth();
