import jwt from 'jsonwebtoken';
import type { ExpressContextFunctionArgument } from '@apollo/server/express4';
import { AppDataSource } from '../data-source';
import { User } from '../entities/User';

export interface AppContext {
  user: User | null;
}

export const buildContext = async ({ req }: ExpressContextFunctionArgument): Promise<AppContext> => {
  const auth = req.headers.authorization;
  if (!auth) return { user: null };

  let payload: { id: number; count: number };
  try {
    payload = jwt.verify(auth.replace('Bearer ', ''), process.env.JWT_SECRET!) as typeof payload;
  } catch {
    return { user: null };
  }
  const user = await AppDataSource.getRepository(User).findOneBy({ id: payload.id, count: payload.count });
  return { user };
};
