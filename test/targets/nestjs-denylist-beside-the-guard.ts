import { randomUUID } from 'node:crypto';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Injectable,
  Param,
  Post,
  Req,
  UnauthorizedException,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import type { Request } from 'express';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import { findUser, seed, type Account } from './support/accounts.ts';
import { bearerOf } from './support/cookies.ts';
import { apply, nest } from './support/nest.ts';
import { FOLLOWS_FROM_REPLAY, type Target } from './target.ts';

const SECRET = randomUUID();

interface Authenticated extends Request {
  user: JwtPayload;
}

class TokenService {
  readonly #revoked = new Set<string>();

  sign(user: Account): string {
    return jwt.sign({ email: user.email }, SECRET, { subject: user.username, jwtid: randomUUID() });
  }
  verify(token: string): JwtPayload {
    return jwt.verify(token, SECRET) as JwtPayload;
  }
  revoke(jti: string): void {
    this.#revoked.add(jti);
  }
  isRevoked(jti: string): boolean {
    return this.#revoked.has(jti);
  }
}

class JwtAuthGuard implements CanActivate {
  readonly #tokens: TokenService;
  constructor(tokens: TokenService) {
    this.#tokens = tokens;
  }
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Authenticated>();
    try {
      request.user = this.#tokens.verify(bearerOf(request) ?? '');
      return true;
    } catch {
      throw new UnauthorizedException();
    }
  }
}
apply(JwtAuthGuard, [Injectable()], { parameters: [[Inject(TokenService)]] });

class AuthController {
  readonly #tokens: TokenService;
  readonly #users = seed();
  constructor(tokens: TokenService) {
    this.#tokens = tokens;
  }
  login({ username, password }: Record<string, unknown>): object {
    const user = findUser(this.#users, username, password);
    if (!user) throw new UnauthorizedException('Bad credentials');
    return { accessToken: this.#tokens.sign(user) };
  }
  /** What the front end asks when it starts. */
  status({ user }: Authenticated): object {
    if (this.#tokens.isRevoked(String(user.jti))) throw new UnauthorizedException('Token was revoked');
    return { active: true, sub: user.sub };
  }
  logout({ user }: Authenticated): void {
    this.#tokens.revoke(String(user.jti));
  }
}
const guarded = UseGuards(JwtAuthGuard);
apply(AuthController, [Controller('auth')], {
  parameters: [[Inject(TokenService)]],
  methods: {
    login: [Post('login'), HttpCode(200), [Body()]],
    status: [Get('status'), guarded, [Req()]],
    logout: [Post('logout'), HttpCode(204), guarded, [Req()]],
  },
});

class UsersController {
  readonly #users = seed();
  find(name: string, { user }: Authenticated): object {
    const found = this.#users.find(({ username }) => username === (name === 'me' ? user.sub : name));
    return { id: found?.id, username: found?.username, email: found?.email };
  }
}
apply(UsersController, [Controller('users'), guarded], {
  methods: { find: [Get(':name'), [Param('name'), Req()]] },
});

export const nestjsDenylistBesideTheGuard: Target = {
  name: 'nestjs-denylist-beside-the-guard',
  title: 'NestJS, JWT (HS256): the denylist is asked by one route only, and not by the guard of the others',
  faults: ['P01'],
  mayAlso: FOLLOWS_FROM_REPLAY,
  plan: (base) => `
base: ${base}
login: {post: /auth/login, json: {username: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {access: $.accessToken}
me: {get: /users/me, auth: "Bearer {access}", canary: alice@example.com}
logout: {post: /auth/logout, auth: "Bearer {access}"}
budget: {access: 0s}
`,
  start: () =>
    nest({
      controllers: [AuthController, UsersController],
      providers: [TokenService, JwtAuthGuard],
    }),
};
