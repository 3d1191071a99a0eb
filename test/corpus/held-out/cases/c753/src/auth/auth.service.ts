import { Injectable, Logger } from '@nestjs/common';
import { InjectMetric } from '@willsoto/nestjs-prometheus';
import type { Counter } from 'prom-client';
import { UsersService } from '../users/users.service';
import { MailService } from '../mail/mail.service';
import { AuditService } from '../audit/audit.service';

@Injectable()
export class AuthService {
  private readonly logger = new Logger(AuthService.name);

  constructor(
    private readonly users: UsersService,
    private readonly mail: MailService,
    private readonly audit: AuditService,
    @InjectMetric('auth_logouts_total') private readonly logouts: Counter<string>,
  ) {}

  async sendResetMail(email: string): Promise<void> {
    const user = await this.users.findByEmail(email);
    if (user) await this.mail.passwordReset(user);
  }

  async logout(userId: string): Promise<void> {
    const user = await this.users.findById(userId);
    this.logger.log(`User ${user.email} logged out`);
    await this.audit.record({ actor: user.id, action: 'LOGOUT', at: new Date() });
    this.logouts.inc();
  }
}
