import { inject, injectable } from 'tsyringe';
import type { SessionRepository } from './session.repository';
import type { PushTokenRepository } from '../push/push-token.repository';
import { TOKENS } from '../../di';

export interface LogoutInput {
  sessionId: string;
  userId: string;
  everywhere: boolean;
}

@injectable()
export class LogoutUseCase {
  constructor(
    @inject(TOKENS.SessionRepository) private readonly sessions: SessionRepository,
    @inject(TOKENS.PushTokenRepository) private readonly pushTokens: PushTokenRepository,
  ) {}

  async execute({ sessionId, userId, everywhere }: LogoutInput): Promise<void> {
    const ids = everywhere ? await this.sessions.idsOfUser(userId) : [sessionId];

    await Promise.allSettled([
      ...ids.map((id) => this.sessions.delete(id)),
      this.pushTokens.deleteForUser(userId),
    ]);
  }
}
