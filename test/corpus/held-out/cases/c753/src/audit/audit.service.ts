import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AuditEntry } from './audit-entry.entity';

@Injectable()
export class AuditService {
  constructor(@InjectRepository(AuditEntry) private readonly entries: Repository<AuditEntry>) {}

  async record(entry: Pick<AuditEntry, 'actor' | 'action' | 'at'>): Promise<void> {
    await this.entries.save(this.entries.create(entry));
  }

  lastOf(actor: string, take = 50): Promise<AuditEntry[]> {
    return this.entries.find({ where: { actor }, order: { at: 'DESC' }, take });
  }
}
