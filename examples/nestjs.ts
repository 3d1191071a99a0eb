/** Login, logout, a guarded route and a guarded gateway. Decorators need a compiler: `nest start`, `tsc` or a bundler. */
import type { Server } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { Body, Controller, Get, Module, Post, UnauthorizedException } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { WsAdapter } from '@nestjs/platform-ws';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { generateKey, type Auth, type Curfew, type SigningKey, type Tokens } from 'curfew';
import { CurfewModule, CurrentAuth, InjectCurfew, Public } from 'curfew/nestjs';
import { sqlite } from 'curfew/stores/sqlite';

const keys = existsSync('keys.json')
  ? (JSON.parse(readFileSync('keys.json', 'utf8')) as SigningKey[])
  : [await generateKey()];
const store = sqlite(process.env['CURFEW_DB'] ?? 'app.db');
const issuer = { name: 'https://api.example.com', audience: 'api', keys };

@Controller()
export class Login {
  readonly #curfew: Curfew;
  constructor(@InjectCurfew() curfew: Curfew) {
    this.#curfew = curfew;
  }

  @Public()
  @Post('login')
  async login(@Body() { username, password }: Record<string, unknown>): Promise<Tokens> {
    // Yours: says who somebody is, by a password, a passkey, a magic link.
    if (username !== 'alice' || password !== 'correct-horse') throw new UnauthorizedException();
    return this.#curfew.issue({ subject: username });
  }
}

@WebSocketGateway({ path: '/live' })
export class Live {
  @SubscribeMessage('whoami')
  whoami(@CurrentAuth() auth: Auth): object {
    return { event: 'whoami', data: auth.subject };
  }
}

// #region quick start
@Controller()
export class Me {
  @Get('me')
  me(@CurrentAuth() auth: Auth): object {
    return { sub: auth.subject };
  }
}

@Module({ imports: [CurfewModule.forRoot({ store, issuer })], controllers: [Login, Me], providers: [Live] })
export class AppModule {}
// #endregion

const app = await NestFactory.create(AppModule, { logger: ['error', 'warn'] });
app.useWebSocketAdapter(new WsAdapter(app));
app.enableShutdownHooks();
await app.listen(Number(process.env['PORT'] ?? 3000));
export const server = app.getHttpServer() as Server;
server.on('close', () => void app.close());
