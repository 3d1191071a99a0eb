import { Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import type { CookieOptions, Response } from 'express';

@Injectable()
export class CookieJar {
  private readonly base: CookieOptions;
  private readonly name: string;

  constructor(config: ConfigService) {
    const crossSite = config.get('FRONTEND_ON_OTHER_SITE') === 'true';
    this.name = config.get('SESSION_COOKIE_NAME', 'portal.sid');
    this.base = {
      httpOnly: true,
      secure: true,
      sameSite: crossSite ? 'none' : 'lax',
      path: config.get('COOKIE_PATH', '/portal'),
      domain: config.get<string>('COOKIE_DOMAIN'),
    };
  }

  put(res: Response, value: string, ttlMs: number) {
    res.cookie(this.name, value, { ...this.base, maxAge: ttlMs });
  }

  wipe(res: Response) {
    res.cookie(this.name, '', { ...this.base, maxAge: 0 });
  }
}
