import bcrypt from 'bcryptjs';
import { Counter } from 'prom-client';
import { UserRepository } from '../users/user.repository';
import { AuditRepository } from '../audit/audit.repository';
import { Mailer } from '../../core/mailer';
import { TokenIssuer } from './token-issuer';
import { HttpError } from '../../core/http-error';

const logins = new Counter({ name: 'auth_logins_total', help: 'logins' });
const logouts = new Counter({ name: 'auth_logouts_total', help: 'logouts' });

interface ClientInfo {
  ip?: string;
  agent: string;
}

export class AuthService {
  constructor(
    private readonly users: UserRepository,
    private readonly audit: AuditRepository,
    private readonly mailer: Mailer,
    private readonly tokens: TokenIssuer,
  ) {}

  async login(dto: { email: string; password: string }, client: ClientInfo) {
    const user = await this.users.findByEmail(dto.email);
    if (!user || !(await bcrypt.compare(dto.password, user.passwordHash))) {
      throw new HttpError(401, 'Wrong e-mail or password');
    }
    logins.inc();
    await this.audit.insert({ userId: user.id, action: 'login', ip: client.ip, agent: client.agent });
    return this.tokens.issueFor(user);
  }

  async logout(userId: string, client: ClientInfo): Promise<void> {
    const user = await this.users.findById(userId);
    if (!user) return;
    logouts.inc();
    await this.audit.insert({ userId, action: 'logout', ip: client.ip, agent: client.agent });
    if (user.notifyOnSecurityEvents) {
      await this.mailer.send(user.email, 'signed-out', { when: new Date(), ip: client.ip });
    }
  }

  async changePassword(userId: string, current: string, next: string): Promise<void> {
    const user = await this.users.findById(userId);
    if (!user || !(await bcrypt.compare(current, user.passwordHash))) {
      throw new HttpError(400, 'Current password does not match');
    }
    await this.users.update(userId, { passwordHash: await bcrypt.hash(next, 12) });
  }
}
