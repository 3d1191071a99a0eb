import type { EventBus } from '../infra/event-bus';
import type { SessionRepository } from '../domain/session-repository';
import { SessionTerminated } from '../domain/events';
import { NotFoundError } from '../domain/errors';

export class TerminateSession {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly bus: EventBus,
  ) {}

  async handle(sessionId: string): Promise<void> {
    const session = await this.sessions.findById(sessionId);
    if (!session) throw new NotFoundError('session');
    await this.bus.publish(new SessionTerminated(session.id, session.userId));
  }
}
