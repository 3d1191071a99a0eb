import { inject, injectable } from 'tsyringe';
import type { Logger } from 'pino';
import { Result } from '../../shared/Result';
import { TOKENS } from '../../shared/tokens';

export interface LogoutInput {
  userId: string;
}

@injectable()
export class LogoutUseCase {
  constructor(@inject(TOKENS.Logger) private readonly logger: Logger) {}

  async execute({ userId }: LogoutInput): Promise<Result<void>> {
    this.logger.debug({ userId }, 'LogoutUseCase');

    // Our JWTs are stateless, so the server has nothing to invalidate here:
    // the client drops the token and it runs out by itself after an hour.
    return Result.ok();
  }
}
