import type { Redis } from 'ioredis';
import type { PrismaClient } from '@prisma/client';

interface Dependencies {
  prisma: PrismaClient;
  redis: Redis;
}

export const createSignOut =
  ({ prisma, redis }: Dependencies) =>
  async (sessionId: string): Promise<void> => {
    await prisma.session.delete({ where: { id: sessionId } });
    await redis.publish('session:signed-out', JSON.stringify({ sessionId }));
  };
