import { CanActivate, ExecutionContext, Inject, Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import type { Redis } from 'ioredis';
import type { Request } from 'express';
import { REDIS } from './tokens';
import { BEARER, NS } from './constants';
import { digest } from './digest';

@Injectable()
export class TokenGuard implements CanActivate {
  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    private readonly jwt: JwtService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const req = context.switchToHttp().getRequest<Request & { claims?: unknown }>();
    const header = req.headers.authorization ?? '';
    if (!header.startsWith(BEARER)) throw new UnauthorizedException();
    const token = header.slice(BEARER.length);

    const hit = await this.redis.get(`${NS}:revoked:${digest(token)}`);
    if (hit) throw new UnauthorizedException();

    try {
      req.claims = await this.jwt.verifyAsync(token);
    } catch {
      throw new UnauthorizedException();
    }
    return true;
  }
}
