import type { CreateExpressContextOptions } from '@trpc/server/adapters/express';
import { db } from './db';
import { Sessions } from './sessions';

const NAME = 'crew';
const OPTIONS = { httpOnly: true, sameSite: 'strict', secure: true, path: '/trpc' } as const;
const sessions = new Sessions(db);

export async function createContext({ req, res }: CreateExpressContextOptions) {
  const id: string | undefined = req.cookies[NAME];
  return {
    db,
    sessions,
    session: id ? await sessions.active(id) : undefined,
    userAgent: req.get('user-agent') ?? null,
    setSessionCookie: (value: string) => res.cookie(NAME, value, OPTIONS),
    clearSessionCookie: () => res.clearCookie(NAME, OPTIONS),
  };
}

export type Context = Awaited<ReturnType<typeof createContext>>;
