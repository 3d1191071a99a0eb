import { injectable } from 'tsyringe';
import { orm } from '../../orm';
import { Session } from '../domain/session';
import type { SessionRepository } from '../domain/session-repository';

@injectable()
export class MikroSessionRepository implements SessionRepository {
  listByAccount(accountId: string): Promise<Session[]> {
    return orm.em.fork().find(Session, { account: accountId });
  }

  async remove(id: string): Promise<void> {
    await orm.em.fork().nativeDelete(Session, { id });
  }
}
