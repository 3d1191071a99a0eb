import { Injectable, Logger } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { InjectRepository } from '@nestjs/typeorm';
import { InjectMetric } from '@willsoto/nestjs-prometheus';
import { Counter } from 'prom-client';
import { Repository } from 'typeorm';
import { UserSignedOutEvent } from '../auth/events/user-signed-out.event';
import { AuditEntry } from './audit-entry.entity';

@Injectable()
export class AuditListener {
  private readonly logger = new Logger(AuditListener.name);

  constructor(
    @InjectRepository(AuditEntry) private readonly entries: Repository<AuditEntry>,
    @InjectMetric('auth_sign_outs_total') private readonly signOuts: Counter<string>,
  ) {}

  @OnEvent(UserSignedOutEvent.key)
  async onSignedOut(event: UserSignedOutEvent) {
    this.signOuts.inc({ tenant: event.tenantId });
    await this.entries.insert({
      actorId: event.userId,
      tenantId: event.tenantId,
      action: 'auth.sign_out',
      ip: event.ip,
      createdAt: event.at,
    });
    this.logger.log(`${event.userId} signed out`);
  }
}
