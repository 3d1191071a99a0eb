import { Service } from 'typedi';
import { DataSource } from 'typeorm';
import { DeniedToken } from '../entities/DeniedToken';

@Service()
export class DenyRepository {
  private readonly repo;

  constructor(source: DataSource) {
    this.repo = source.getRepository(DeniedToken);
  }

  add(value: string, until: Date) {
    return this.repo.insert({ value, until });
  }

  has(value: string): Promise<boolean> {
    return this.repo.exist({ where: { value } });
  }
}
