import { EventsHandler, IEventHandler } from '@nestjs/cqrs';
import { AuditTrail } from '../../audit/audit-trail';
import { SessionEnded } from './session-ended.event';

@EventsHandler(SessionEnded)
export class SessionEndedHandler implements IEventHandler<SessionEnded> {
  constructor(private readonly trail: AuditTrail) {}

  handle(event: SessionEnded) {
    return this.trail.record('session.ended', event);
  }
}
