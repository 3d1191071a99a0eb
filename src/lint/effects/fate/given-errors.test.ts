import { rule } from '../../../../test/support/lint.ts';

rule('revoke-error-swallowed', {
  wrong: {
    'a callback without an error': {
      'src/a.js': `const express = require('express'); const redis = require('redis').createClient(); const app = express();
app.post('/logout', (req, res) => {
  redis.del('sess:' + req.token, () => { res.json({ ok: true }); });
});`,
    },
    'a repository whose catch is logged': {
      'src/auth.service.ts': `import { Injectable, Logger, Controller, Post, Req } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
@Injectable()
export class AuthService {
  private readonly logger = new Logger(AuthService.name);
  constructor(@InjectRepository(Session) private readonly sessions: Repository<Session>) {}
  async logout(sessionId: string): Promise<void> {
    await this.sessions.delete({ id: sessionId }).catch((e) => this.logger.warn(e.message));
  }
}
@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}
  @Post('logout')
  async logout(@Req() req) { await this.auth.logout(req.user.sid); return { success: true }; }
}`,
    },
    'Fastify, logged': {
      'src/plugin.ts': `import fp from 'fastify-plugin';
export default fp(async (fastify) => {
  fastify.post('/logout', async (request, reply) => {
    try { await fastify.redis.set(\`denied:\${request.user.jti}\`, '1', 'EX', 3600); }
    catch (err) { request.log.error({ err }, 'could not deny'); }
    return reply.code(204).send();
  });
});`,
    },
    'Koa, told to the app only': {
      'src/koa.js': `const Router = require('@koa/router'); const { pool } = require('./db'); const router = new Router();
router.post('/logout', async (ctx) => {
  try { await pool.query('DELETE FROM sessions WHERE id = $1', [ctx.state.sid]); }
  catch (e) { ctx.app.emit('error', e, ctx); }
  ctx.status = 204;
});`,
    },
    'Workers KV, caught for nothing': {
      'src/hono.ts': `import { Hono } from 'hono';
const app = new Hono<{ Bindings: { KV: KVNamespace } }>();
app.post('/logout', async (c) => {
  const sid = c.get('sid');
  await c.env.KV.delete(\`sess:\${sid}\`).catch(() => undefined);
  return c.body(null, 204);
});
export default app;`,
    },
    'a Lambda': {
      'functions/logout.js': `const { DynamoDBClient, DeleteItemCommand } = require('@aws-sdk/client-dynamodb');
const db = new DynamoDBClient({});
exports.handler = async (event) => {
  try { await db.send(new DeleteItemCommand({ TableName: 'sessions', Key: { id: { S: event.requestContext.authorizer.sid } } })); }
  catch (e) { console.error(e); }
  return { statusCode: 200, body: JSON.stringify({ ok: true }) };
};`,
    },
    'an observable that catches': {
      'src/rx.ts': `import { Controller, Post, Req } from '@nestjs/common'; import { from, of } from 'rxjs'; import { catchError, map } from 'rxjs/operators';
@Controller() export class C {
  constructor(private readonly sessions: SessionRepository) {}
  @Post('logout') logout(@Req() req) {
    return from(this.sessions.delete(req.user.sid)).pipe(map(() => ({ ok: true })), catchError(() => of({ ok: true })));
  }
}`,
    },
    'SQL with a callback without parameters': {
      'src/cb.js': `var app = require('express')(); var mysql = require('mysql'); var conn = mysql.createConnection({});
app.get('/logout', function (req, res) {
  conn.query('DELETE FROM user_sessions WHERE token = ?', [req.cookies.token], function () {
    res.clearCookie('token').redirect('/login');
  });
});`,
    },
    'the same answer by name': {
      'src/then2.ts': `import { Router } from 'express'; import { prisma } from './prisma';
export const r = Router();
const bye = (res) => () => res.sendStatus(204);
r.post('/logout', (req, res) => {
  prisma.session.delete({ where: { id: req.sid } }).then(bye(res), bye(res));
});`,
    },
    'then and catch with one function': {
      'src/done.ts': `import { Router } from 'express'; import { prisma } from './prisma';
export const r = Router();
r.post('/logout', (req, res) => {
  const done = () => res.sendStatus(204);
  prisma.session.delete({ where: { id: req.sid } }).then(done).catch(done);
});`,
    },
  },
  right: {
    'a callback that hands its error on': {
      'src/a.js': `const express = require('express'); const redis = require('redis').createClient(); const app = express();
app.post('/logout', (req, res, next) => {
  redis.del('sess:' + req.token, (err) => { if (err) return next(err); res.json({ ok: true }); });
});`,
    },
    'Fastify, unavailable': {
      'src/plugin.ts': `import fp from 'fastify-plugin';
export default fp(async (fastify) => {
  fastify.post('/logout', async (request, reply) => {
    try { await fastify.redis.set(\`denied:\${request.user.jti}\`, '1', 'EX', 3600); }
    catch (err) { request.log.error({ err }, 'could not deny'); return reply.serviceUnavailable(); }
    return reply.code(204).send();
  });
});`,
    },
    'Koa, thrown': {
      'src/koa.js': `const Router = require('@koa/router'); const { pool } = require('./db'); const router = new Router();
router.post('/logout', async (ctx) => {
  try { await pool.query('DELETE FROM sessions WHERE id = $1', [ctx.state.sid]); }
  catch (e) { ctx.app.emit('error', e, ctx); ctx.throw(503); }
  ctx.status = 204;
});`,
    },
    'a resolver that answers false': {
      'src/resolvers.ts': `export const resolvers = { Mutation: {
  logout: async (_: unknown, __: unknown, { user, dataSources }) => {
    try { await dataSources.tokens.revokeAllFor(user.id); return true; } catch (error) { console.error(error); return false; }
  },
} };`,
    },
    'a Lambda that answers 503': {
      'functions/logout.js': `const { DynamoDBClient, DeleteItemCommand } = require('@aws-sdk/client-dynamodb');
const db = new DynamoDBClient({});
exports.handler = async (event) => {
  try { await db.send(new DeleteItemCommand({ TableName: 'sessions', Key: { id: { S: event.requestContext.authorizer.sid } } })); }
  catch (e) { console.error(e); return { statusCode: 503, body: '{}' }; }
  return { statusCode: 200, body: JSON.stringify({ ok: true }) };
};`,
    },
  },
});
