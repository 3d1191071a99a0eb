import { randomUUID } from 'node:crypto';
import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Injectable,
  Post,
  Inject,
  UnauthorizedException,
} from '@nestjs/common';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import { findUser, seed } from './support/accounts.ts';
import { apply, nest } from './support/nest.ts';
import type { Target } from './target.ts';

const ACCESS_SECRET = randomUUID();
const REFRESH_SECRET = randomUUID();

class AuthService {
  readonly #users = seed();
  readonly #denied = new Set<string>();

  login(email: unknown, password: unknown): object {
    const user = findUser(this.#users, email, password);
    if (!user) throw new UnauthorizedException('Invalid email or password');
    return this.#pair(user.email);
  }
  refresh(token: unknown): object {
    try {
      return this.#pair(String((jwt.verify(String(token), REFRESH_SECRET) as JwtPayload).sub));
    } catch {
      throw new UnauthorizedException('Invalid refresh token');
    }
  }
  authenticate(header: string | undefined): JwtPayload {
    try {
      const payload = jwt.verify(header?.slice('Bearer '.length) ?? '', ACCESS_SECRET) as JwtPayload;
      if (!this.#denied.has(String(payload.jti))) return payload;
    } catch {
      // As one that was revoked.
    }
    throw new UnauthorizedException();
  }
  logout({ jti }: JwtPayload): void {
    this.#denied.add(String(jti));
  }
  #pair(subject: string): object {
    const accessToken = jwt.sign({}, ACCESS_SECRET, { subject, jwtid: randomUUID(), expiresIn: '5m' });
    return {
      accessToken,
      refreshToken: jwt.sign({}, REFRESH_SECRET, { subject, jwtid: randomUUID(), expiresIn: '30d' }),
    };
  }
}
apply(AuthService, [Injectable()]);

class SessionController {
  readonly #auth: AuthService;
  constructor(auth: AuthService) {
    this.#auth = auth;
  }
  create({ email, password }: Record<string, unknown>): object {
    return this.#auth.login(email, password);
  }
  refresh({ refreshToken }: Record<string, unknown>): object {
    return this.#auth.refresh(refreshToken);
  }
  show(authorization?: string): object {
    const { sub, iat } = this.#auth.authenticate(authorization);
    return { user: { email: sub }, issuedAt: iat };
  }
  destroy(authorization?: string): void {
    this.#auth.logout(this.#auth.authenticate(authorization));
  }
}
apply(SessionController, [Controller('api/session')], {
  parameters: [[Inject(AuthService)]],
  methods: {
    create: [Post(), [Body()]],
    refresh: [Post('refresh'), HttpCode(200), [Body()]],
    show: [Get(), [Headers('authorization')]],
    destroy: [Delete(), HttpCode(204), [Headers('authorization')]],
  },
});

export const nestjsRefreshSurvives: Target = {
  name: 'nestjs-refresh-survives',
  title:
    'NestJS, access and refresh JWT: the logout revokes the access token, and the refresh token gets another',
  faults: ['P03'],
  mayAlso: ['P02', 'P04', 'P05', 'P06', 'P13', 'P17'],
  plan: (base) => `
base: ${base}
login: {post: /api/session, json: {email: alice@example.com, password: $AUDIT_PASS}}
capture: {access: $.accessToken, refresh: $.refreshToken}
me: {get: /api/session, auth: "Bearer {access}", canary: alice@example.com}
refresh: {post: /api/session/refresh, json: {refreshToken: "{refresh}"}}
logout: {delete: /api/session, auth: "Bearer {access}"}
budget: {access: 0s, refresh: 0s, scope: device}
`,
  start: () => nest({ controllers: [SessionController], providers: [AuthService] }),
};
