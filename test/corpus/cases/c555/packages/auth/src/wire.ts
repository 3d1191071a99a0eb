import { Pool } from 'pg';
import { PasswordChanged, SessionStarted } from './domain/events';
import { EventBus } from './infra/event-bus';
import { PgSessionRepository } from './infra/pg-session-repository';
import { PgAuditTrail } from './infra/pg-audit-trail';
import { TerminateSession } from './application/terminate-session';

export function wire(pool: Pool) {
  const bus = new EventBus();
  const sessions = new PgSessionRepository(pool);
  const audit = new PgAuditTrail(pool);

  bus.subscribe(SessionStarted, (e) => audit.append('session started', e.userId));
  bus.subscribe(PasswordChanged, (e) => sessions.deleteAllOf(e.userId));

  return { sessions, terminateSession: new TerminateSession(sessions, bus) };
}
