import { Service } from 'typedi';
import { DataSource, Repository } from 'typeorm';
import { SessionEntity } from './session.entity';

@Service()
export class SessionsRepository {
  private readonly orm: Repository<SessionEntity>;

  constructor(ds: DataSource) {
    this.orm = ds.getRepository(SessionEntity);
  }

  findById(id: string) {
    return this.orm.findOne({ where: { id }, relations: ['user'] });
  }

  findByUser(userId: string) {
    return this.orm.find({ where: { user: { id: userId } } });
  }

  async remove(id: string): Promise<void> {
    await this.orm.delete(id);
  }
}
