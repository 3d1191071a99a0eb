import { Inject, Logger, ServiceUnavailableException } from '@nestjs/common';
import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import { CACHE_MANAGER, Cache } from '@nestjs/cache-manager';
import { Repository } from 'typeorm';
import { SessionEntity } from './session.entity';
import { TerminateSession } from './terminate-session.command';
import { sessionCacheKey } from './session-cache-key';

const failed = (r: PromiseSettledResult<unknown>): r is PromiseRejectedResult => r.status === 'rejected';

@CommandHandler(TerminateSession)
export class TerminateSessionHandler implements ICommandHandler<TerminateSession> {
  private readonly logger = new Logger('Sessions');

  constructor(
    @InjectRepository(SessionEntity) private readonly sessions: Repository<SessionEntity>,
    @Inject(CACHE_MANAGER) private readonly cache: Cache,
  ) {}

  async execute({ sessionId }: TerminateSession): Promise<void> {
    const outcome = await Promise.allSettled([
      this.sessions.delete({ id: sessionId }),
      this.cache.del(sessionCacheKey(sessionId)),
    ]);

    const problems = outcome.filter(failed);
    if (problems.length > 0) {
      problems.forEach((p) => this.logger.error(p.reason));
      throw new ServiceUnavailableException('The session could not be ended, please try again');
    }
  }
}
