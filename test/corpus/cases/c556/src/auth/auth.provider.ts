import { Injectable, CanActivate, ExecutionContext, UnauthorizedException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import * as jwt from 'jsonwebtoken';
import { LoginSession } from './login-session.entity';
import { User } from '../users/user.entity';

const DAY_IN_SECONDS = 86400;

@Injectable()
export class AuthProvider {
  constructor(@InjectRepository(LoginSession) private readonly sessions: Repository<LoginSession>) {}

  async start(user: User, agent: string): Promise<string> {
    const session = await this.sessions.save(this.sessions.create({ user, agent }));
    return jwt.sign({ sub: user.id, sid: session.id }, process.env.JWT_SECRET, { expiresIn: 1 * DAY_IN_SECONDS });
  }

  async resolve(token: string): Promise<LoginSession | null> {
    const { sid } = jwt.verify(token, process.env.JWT_SECRET) as { sid: string };
    return this.sessions.findOne({ where: { id: sid, closedAt: IsNull() }, relations: { user: true } });
  }

  async finish(id: string): Promise<void> {
    await this.sessions.update({ id }, { closedAt: new Date() });
  }
}

@Injectable()
export class LoginGuard implements CanActivate {
  constructor(private readonly auth: AuthProvider) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const req = context.switchToHttp().getRequest();
    const token = req.cookies?.sid;
    if (!token) throw new UnauthorizedException();
    const session = await this.auth.resolve(token).catch(() => null);
    if (!session) throw new UnauthorizedException();
    req.session = session;
    return true;
  }
}
