import type { RedisSessionStore } from './redis-session-store';
import type { AuditLog } from '../audit/audit-log';

export class EndSession {
  constructor(private readonly deps: { sessionStore: RedisSessionStore; auditLog: AuditLog }) {}

  async execute({ userId }: { userId: string }): Promise<void> {
    const { sessionStore, auditLog } = this.deps;
    await sessionStore.drop(userId);
    await auditLog.append({ type: 'session.ended', userId });
  }
}
