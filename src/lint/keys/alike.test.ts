import { rule } from '../../../test/support/lint.ts';

rule('revoke-key-mismatch', {
  wrong: {
    'a store in a class, given the user': {
      'src/store.ts': `import type { Redis } from 'ioredis';
export class SessionStore { constructor(private readonly redis: Redis) {}
  async create(userId: string) { const id = randomUUID(); await this.redis.set(\`s:\${id}\`, JSON.stringify({ userId })); return id; }
  async load(id: string) { return this.redis.get(\`s:\${id}\`); }
  async drop(id: string) { await this.redis.del(\`s:\${id}\`); } }`,
      'src/routes.ts': `import { Router } from 'express'; import { SessionStore } from './store';
const store = new SessionStore(redis); export const r = Router();
r.post('/logout', async (req, res) => { await store.drop(req.user.id); res.sendStatus(204); });`,
    },
    'a cookie without the prefix': {
      'src/a.ts': `import { Hono } from 'hono'; const app = new Hono();
app.use('/api/*', async (c, next) => { const s = await c.env.KV.get(\`session:\${getCookie(c, 'sid')}\`); if (!s) return c.text('no', 401); c.set('user', JSON.parse(s)); await next(); });
app.post('/login', async (c) => { const sid = crypto.randomUUID(); await c.env.KV.put(\`session:\${sid}\`, JSON.stringify({ id: user.id })); setCookie(c, 'sid', sid); return c.json({}); });
app.post('/api/logout', async (c) => { await c.env.KV.delete(getCookie(c, 'sid')); deleteCookie(c, 'sid'); return c.json({}); });`,
    },
  },
  right: {
    'by the id of the session': {
      'src/a.js': `const r = require('express').Router(); const redis = require('./redis');
r.post('/login', async (req, res) => { const sid = crypto.randomUUID(); await redis.set(\`session:\${sid}\`, JSON.stringify({ userId: user.id })); res.json({ sid }); });
r.post('/logout', async (req, res) => { await redis.del(\`session:\${req.sessionId}\`); res.sendStatus(204); });`,
    },
    'all keys that begin so': {
      'src/a.ts': `@Injectable() export class TokenService { constructor(@InjectRedis() private readonly redis: Redis) {}
  async save(userId: string, token: string) { await this.redis.set(\`refresh:\${userId}:\${token}\`, '1'); }
  async has(userId: string, token: string) { return this.redis.exists(\`refresh:\${userId}:\${token}\`); }
  async revoke(userId: string) { const keys = await this.redis.keys(\`refresh:\${userId}:*\`); await this.redis.del(...keys); } }`,
    },
    'a store in a class, given the session': {
      'src/store.ts': `import type { Redis } from 'ioredis';
export class SessionStore { constructor(private readonly redis: Redis) {}
  async create(userId: string) { const id = randomUUID(); await this.redis.set(\`s:\${id}\`, JSON.stringify({ userId })); return id; }
  async load(id: string) { return this.redis.get(\`s:\${id}\`); }
  async drop(id: string) { await this.redis.del(\`s:\${id}\`); } }`,
      'src/routes.ts': `import { Router } from 'express'; import { SessionStore } from './store';
const store = new SessionStore(redis); export const r = Router();
r.post('/logout', async (req, res) => { await store.drop(req.session.id); res.sendStatus(204); });`,
    },
    'a store by users': {
      'src/store.ts': `import type { Redis } from 'ioredis';
export class SessionStore { constructor(private readonly redis: Redis) {}
  async create(userId: string, data: object) { await this.redis.set(\`s:\${userId}\`, JSON.stringify(data)); }
  async load(id: string) { return this.redis.get(\`s:\${id}\`); }
  async drop(id: string) { await this.redis.del(\`s:\${id}\`); } }`,
      'src/routes.ts': `import { Router } from 'express'; import { SessionStore } from './store';
const store = new SessionStore(redis); export const r = Router();
r.post('/logout', async (req, res) => { await store.drop(req.user.id); res.sendStatus(204); });`,
    },
    'a cookie with the prefix': {
      'src/a.ts': `import { Hono } from 'hono'; const app = new Hono();
app.use('/api/*', async (c, next) => { const s = await c.env.KV.get(\`session:\${getCookie(c, 'sid')}\`); if (!s) return c.text('no', 401); c.set('user', JSON.parse(s)); await next(); });
app.post('/login', async (c) => { const sid = crypto.randomUUID(); await c.env.KV.put(\`session:\${sid}\`, JSON.stringify({ id: user.id })); setCookie(c, 'sid', sid); return c.json({}); });
app.post('/api/logout', async (c) => { await c.env.KV.delete(\`session:\${getCookie(c, 'sid')}\`); deleteCookie(c, 'sid'); return c.json({}); });`,
    },
    'by the user, both times': {
      'src/a.js': `const r = require('express').Router(); const redis = require('./redis');
r.post('/login', async (req, res) => { await redis.set(\`refresh:\${user.id}\`, refreshToken); res.json({}); });
r.post('/logout', async (req, res) => { const payload = jwt.verify(req.body.refreshToken, S); await redis.del(\`refresh:\${payload.sub}\`); res.sendStatus(204); });`,
    },
    'an index by users beside': {
      'src/a.js': `const r = require('express').Router(); const redis = require('./redis');
r.post('/login', async (req, res) => { await redis.set(\`session:\${sid}\`, '1'); await redis.sadd(\`sessions:\${user.id}\`, sid); res.json({}); });
r.post('/logout', async (req, res) => { await redis.del(\`session:\${req.sid}\`); await redis.srem(\`sessions:\${req.user.id}\`, req.sid); res.sendStatus(204); });
r.post('/logout-all', async (req, res) => { for (const id of await redis.smembers(\`sessions:\${req.user.id}\`)) await redis.del(\`session:\${id}\`); await redis.del(\`sessions:\${req.user.id}\`); res.sendStatus(204); });`,
    },
  },
});
