import { Service } from 'typedi';
import { DataSource } from 'typeorm';
import { AuditRecord } from './audit-record.entity';

@Service()
export class AuditTrail {
  constructor(private readonly ds: DataSource) {}

  async record(userId: number, event: string, ip?: string) {
    await this.ds.getRepository(AuditRecord).insert({ userId, event, ip, at: new Date() });
  }
}
