import { randomUUID } from 'node:crypto';
import {
  Body,
  Controller,
  createParamDecorator,
  Delete,
  Get,
  HttpCode,
  Inject,
  Injectable,
  Post,
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
import type { Target } from './target.ts';

const SECRET = randomUUID();

interface Session {
  readonly id: string;
  readonly user: Account;
}

class Sessions {
  readonly #users = seed();
  readonly #open = new Map<string, Session>();

  create(username: unknown, password: unknown): string {
    const user = findUser(this.#users, username, password);
    if (!user) throw new UnauthorizedException();
    const session = { id: randomUUID(), user };
    this.#open.set(session.id, session);
    return jwt.sign({ sid: session.id }, SECRET, { subject: String(user.id), expiresIn: '8h' });
  }
  find(token: string | undefined): Session {
    let payload: JwtPayload = {};
    try {
      payload = jwt.verify(token ?? '', SECRET) as JwtPayload;
    } catch {
      // No session has no id.
    }
    const session = this.#open.get(String(payload['sid']));
    if (!session) throw new UnauthorizedException();
    return session;
  }
  end(wanted: (session: Session) => boolean): void {
    for (const session of this.#open.values()) if (wanted(session)) this.#open.delete(session.id);
  }
}
apply(Sessions, [Injectable()]);

class SessionGuard implements CanActivate {
  readonly #sessions: Sessions;
  constructor(sessions: Sessions) {
    this.#sessions = sessions;
  }
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request & { current: Session }>();
    request.current = this.#sessions.find(bearerOf(request));
    return true;
  }
}
apply(SessionGuard, [Injectable()], { parameters: [[Inject(Sessions)]] });

const CurrentSession = createParamDecorator(
  (_data: unknown, context: ExecutionContext) =>
    context.switchToHttp().getRequest<{ current: Session }>().current,
);

class SessionsController {
  readonly #sessions: Sessions;
  constructor(sessions: Sessions) {
    this.#sessions = sessions;
  }
  login({ username, password }: Record<string, unknown>): object {
    return { access_token: this.#sessions.create(username, password) };
  }
  me({ user }: Session): object {
    return { id: user.id, fullName: user.name, email: user.email, serverTime: new Date().toISOString() };
  }
  logout({ id }: Session): void {
    this.#sessions.end((one) => one.id === id);
  }
  others({ id, user }: Session): void {
    this.#sessions.end((one) => one.user === user && one.id !== id);
  }
  everywhere({ user }: Session): void {
    this.#sessions.end((one) => one.user === user);
  }
}
const guarded = [UseGuards(SessionGuard), HttpCode(204), [CurrentSession()]] as const;
apply(SessionsController, [Controller('sessions')], {
  parameters: [[Inject(Sessions)]],
  methods: {
    login: [Post(), [Body()]],
    me: [Get('me'), UseGuards(SessionGuard), [CurrentSession()]],
    logout: [Delete('me'), ...guarded],
    others: [Delete('others'), ...guarded],
    everywhere: [Delete(), ...guarded],
  },
});

export const nestjsSessionTable: Target = {
  name: 'nestjs-session-table',
  title: 'NestJS, JWT with the id of a session: every request looks the session up',
  faults: [],
  plan: (base) => `
base: ${base}
login: {post: /sessions, json: {username: $AUDIT_USER, password: $AUDIT_PASS}}
capture: {access: $.access_token}
me: {get: /sessions/me, auth: "Bearer {access}", canary: alice@example.com}
logout: {delete: /sessions/me, auth: "Bearer {access}"}
logoutOthers: {delete: /sessions/others, auth: "Bearer {access}"}
logoutEverywhere: {delete: /sessions, auth: "Bearer {access}"}
budget: {access: 0s, scope: device}
`,
  start: () => nest({ controllers: [SessionsController], providers: [Sessions, SessionGuard] }),
};
