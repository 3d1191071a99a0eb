import { injectable } from 'tsyringe';
import type { Repository } from 'typeorm';
import { AppDataSource } from '../../data-source';
import { Result } from '../../core/Result';
import { SessionEntity } from './SessionEntity';

@injectable()
export class TypeOrmSessionRepo {
  private readonly repo: Repository<SessionEntity> = AppDataSource.getRepository(SessionEntity);

  async remove(id: string): Promise<Result<void>> {
    try {
      await this.repo.delete(id);
      return Result.ok();
    } catch (e) {
      return Result.fail(`could not remove session: ${(e as Error).message}`);
    }
  }
}
