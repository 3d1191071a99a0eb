import { verify } from 'jsonwebtoken';
import type { MiddlewareFn } from 'type-graphql';
import { User } from './entity/User';
import type { MyContext } from './MyContext';

export const isAuth: MiddlewareFn<MyContext> = async ({ context }, next) => {
  const token = context.req.headers['authorization']?.split(' ')[1] ?? '';
  const payload = verify(token, process.env.ACCESS_TOKEN_SECRET as string) as { userId: string; tokenVersion: number };
  const user = await User.findOne({ id: payload.userId });
  if (user?.tokenVersion !== payload.tokenVersion) throw new Error('not authenticated');
  context.payload = payload;
  return next();
};
