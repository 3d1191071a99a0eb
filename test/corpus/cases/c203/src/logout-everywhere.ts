import type { FastifyReply, FastifyRequest } from 'fastify';
import { devices } from './devices';
import { redis } from './redis';

export async function logoutEverywhere(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const ids = await devices.of(request.user.id);
  await Promise.allSettled(ids.map((id) => redis.del(`device:${request.user.id}:${id}`)));
  await reply.send({ ok: true, devices: ids.length });
}
