import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { AuthService } from './auth.service';

@Injectable()
export class SessionGuard implements CanActivate {
  constructor(private readonly auth: AuthService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const req = context.switchToHttp().getRequest();
    const token = req.headers['x-auth-token'];
    const session = token ? await this.auth.findActive(token) : null;
    if (!session) return false;
    req.token = token;
    req.userId = session.userId;
    return true;
  }
}
