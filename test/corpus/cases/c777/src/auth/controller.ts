import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SessionStore } from './session-store';
import type { SocketHub } from '../ws/hub';
import type { PushRegistry } from '../push/registry';

export class AuthController {
  constructor(
    private readonly sessions: SessionStore,
    private readonly hub: SocketHub,
    private readonly push: PushRegistry,
  ) {}

  whoami = async (request: FastifyRequest) => ({ id: request.session.userId, since: request.session.since });

  endSession = async (request: FastifyRequest, reply: FastifyReply) => {
    const { id, userId, deviceId } = request.session;
    await Promise.allSettled([
      this.sessions.drop(id),
      this.hub.disconnect(userId, deviceId),
      this.push.unregister(deviceId),
    ]);
    return reply
      .clearCookie('sid', { path: '/', httpOnly: true, secure: true, sameSite: 'lax' })
      .header('cache-control', 'no-store')
      .code(204)
      .send();
  };
}
