import { inject, injectable } from 'tsyringe';
import type { SessionRepository } from '../domain/session.repository';
import type { Clock } from '../domain/clock';
import { Result, err, ok } from '../shared/result';

export type LogoutError = 'unknown-session';

@injectable()
export class LogoutUseCase {
  constructor(
    @inject('SessionRepository') private readonly sessions: SessionRepository,
    @inject('Clock') private readonly clock: Clock,
  ) {}

  async execute(input: { sessionId: string; userId: string }): Promise<Result<void, LogoutError>> {
    const session = await this.sessions.find(input.sessionId);
    if (!session || session.userId !== input.userId) return err('unknown-session');
    await this.sessions.save(session.end(this.clock.now()));
    return ok(undefined);
  }
}
