import type { ExpressContextFunctionArgument } from '@apollo/server/express4';
import { AppDataSource } from './data-source';
import { Session } from './entities/Session';
import { logger, type Logger } from './logger';

export interface AppContext {
  ip: string;
  logger: Logger;
  session: { id: string; userId: string } | null;
}

export async function buildContext({ req }: ExpressContextFunctionArgument): Promise<AppContext> {
  const base = { ip: req.ip ?? 'unknown', logger, session: null };
  const token = req.get('x-session-token');
  if (!token) return base;
  const session = await AppDataSource.getRepository(Session).findOne({ where: { token }, relations: { user: true } });
  return session ? { ...base, session: { id: session.id, userId: session.user.id } } : base;
}
