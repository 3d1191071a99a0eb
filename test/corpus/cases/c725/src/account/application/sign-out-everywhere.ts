import { inject, injectable } from 'tsyringe';
import type { SessionRepository } from '../domain/session-repository';
import { Left, Right, type Either } from '../../shared/either';
import { NotSignedIn } from '../domain/errors';

@injectable()
export class SignOutEverywhere {
  constructor(@inject('SessionRepository') private readonly sessions: SessionRepository) {}

  async execute(accountId: string | undefined): Promise<Either<NotSignedIn, number>> {
    if (!accountId) return Left.of(new NotSignedIn());

    const open = await this.sessions.listByAccount(accountId);
    open.forEach(async (session) => {
      await this.sessions.remove(session.id);
    });
    return Right.of(open.length);
  }
}
