import jwt from 'jsonwebtoken';
import { prisma } from './prisma';

export async function createContext({ req }: { req: { headers: { authorization?: string } } }) {
  const token = req.headers.authorization?.replace('Bearer ', '');
  if (!token) return { prisma, user: null };
  const { userId } = jwt.verify(token, process.env.JWT_SECRET as string) as { userId: string };
  const user = await prisma.user.findUnique({ where: { id: userId } });
  return { prisma, user };
}
