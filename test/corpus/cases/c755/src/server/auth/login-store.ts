import { and, eq, isNull } from 'drizzle-orm';
import type { Redis } from '@upstash/redis';
import type { Db } from '../db';
import { refreshTokens } from '../db/schema';

export interface Deps {
  db: Db;
  redis: Redis;
}

export const ACCESS_SECONDS = 45 * 60;

export function makeLoginStore({ db, redis }: Deps) {
  const closedKey = (login: string) => `login:closed:${login}`;

  return {
    async remember(hash: string, userId: string, login: string) {
      await db.insert(refreshTokens).values({ hash, userId, login });
    },
    async use(hash: string) {
      const [row] = await db
        .update(refreshTokens)
        .set({ usedAt: new Date() })
        .where(and(eq(refreshTokens.hash, hash), isNull(refreshTokens.usedAt)))
        .returning();
      return row ?? null;
    },
    async close(login: string) {
      await redis.set(closedKey(login), 1, { ex: ACCESS_SECONDS });
      await db.delete(refreshTokens).where(eq(refreshTokens.login, login));
    },
    async isClosed(login: string) {
      return (await redis.get(closedKey(login))) !== null;
    },
  };
}

export type LoginStore = ReturnType<typeof makeLoginStore>;
