import { NotFoundException } from '@nestjs/common';
import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import { Counter } from 'prom-client';
import { InjectMetric } from '@willsoto/nestjs-prometheus';
import { Repository } from 'typeorm';
import { Account } from '../../accounts/account.entity';
import { AuditEntry } from '../../audit/audit-entry.entity';
import { LogoutCommand } from './logout.command';

@CommandHandler(LogoutCommand)
export class LogoutHandler implements ICommandHandler<LogoutCommand, void> {
  constructor(
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    @InjectRepository(AuditEntry) private readonly audit: Repository<AuditEntry>,
    @InjectMetric('auth_logout_total') private readonly logouts: Counter<string>,
  ) {}

  async execute(command: LogoutCommand): Promise<void> {
    const account = await this.accounts.findOne({ where: { id: command.accountId } });
    if (!account) {
      throw new NotFoundException('account not found');
    }

    await this.audit.save(
      this.audit.create({
        action: 'LOGOUT',
        subject: account.id,
        ip: command.ip,
        userAgent: command.userAgent.slice(0, 255),
      }),
    );
    this.logouts.inc({ tenant: account.tenantId });
  }
}
