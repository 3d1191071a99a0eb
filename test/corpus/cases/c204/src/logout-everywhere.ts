import type { FastifyReply, FastifyRequest } from 'fastify';
import { devices } from './devices';
import { redis } from './redis';

export async function logoutEverywhere(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const ids = await devices.of(request.user.id);
  const results = await Promise.allSettled(ids.map((id) => redis.del(`device:${request.user.id}:${id}`)));
  if (results.some(({ status }) => status === 'rejected')) {
    await reply.code(503).send({ ok: false });
    return;
  }
  await reply.send({ ok: true, devices: ids.length });
}
