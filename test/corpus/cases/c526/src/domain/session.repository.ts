import type { Session } from './session';

export interface SessionRepository {
  find(id: string): Promise<Session | null>;
  save(session: Session): Promise<void>;
}
