import { verify } from 'jsonwebtoken';
import type { MiddlewareFn } from 'type-graphql';
import type { MyContext } from './MyContext';

export const isAuth: MiddlewareFn<MyContext> = ({ context }, next) => {
  const token = context.req.headers['authorization']?.split(' ')[1] ?? '';
  context.payload = verify(token, process.env.ACCESS_TOKEN_SECRET as string) as { userId: string };
  return next();
};
