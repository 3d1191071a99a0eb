import type { Redis } from 'ioredis';
import type { Server } from 'socket.io';

export async function closeSocketsOnSessionEvents(io: Server, redis: Redis): Promise<void> {
  const subscriber = redis.duplicate();
  await subscriber.psubscribe('session:*');

  subscriber.on('pmessage', (_pattern, channel, message) => {
    const { sessionId } = JSON.parse(message) as { sessionId: string };
    const kind = channel.slice('session:'.length);
    if (kind === 'signed-out' || kind === 'evicted') {
      io.in(`session:${sessionId}`).disconnectSockets(true);
    }
  });
}
