import { expect, it } from 'vitest';
import { findingsIn, rule } from '../../../test/support/lint.ts';

const APP = "const express = require('express'); const app = express(); app.listen(1);";
const ME = "app.get('/me', (req, res) => { res.json(req.user); });";
const STILL = "module.exports = (req, res, next) => { res.set('Cache-Control', 'no-store'); next(); };";
const NEXT_ME =
  "import { NextResponse } from 'next/server'; export async function GET() { return NextResponse.json({ user: await session() }); }";
const NEST =
  "import { NestFactory } from '@nestjs/core'; const app = await NestFactory.create(M); await app.listen(1);";

rule('missing-no-store', {
  wrong: {
    'a middleware of another route': {
      'a.js': `${APP} const still = require('./still'); app.get('/bill', still, (req, res) => { res.json(1); }); ${ME}`,
      'still.js': STILL,
    },
    'a constant for the routes of another file': {
      'app/api/bill/route.ts':
        "const headers = { 'Cache-Control': 'no-store' }; export async function GET() { return NextResponse.json({}, { headers }); }",
      'app/api/me/route.ts': NEXT_ME,
    },
    'another method of the controller': {
      'a.js': `${APP} const users = require('./users'); app.get('/users/me', users.me); app.get('/users/me/keys', users.keys);`,
      'users.js':
        "exports.me = (req, res) => res.json(req.user); exports.keys = (req, res) => res.set('Cache-Control', 'no-store').json(req.user.keys);",
    },
    'a browser that asks past its cache': {
      'a.js': `${APP} ${ME}`,
      'Me.jsx': "import React from 'react'; export const load = () => fetch('/me', { cache: 'no-store' });",
    },
    'a route for every method': {
      'pages/api/me.js': 'export default async function handler(req, res) { res.json(await userOf(req)); }',
    },
    'a router without its application':
      "const { Router } = require('express'); const r = Router(); r.get('/me', (req, res) => { res.json(req.user); });",
  },
  right: {
    'a middleware of another file for all': {
      'a.js': `${APP} app.use(require('./still')); ${ME}`,
      'still.js': STILL,
    },
    'a middleware that is written beside other routes': {
      'a.js': `${APP} function still(req, res, next) { res.set('Cache-Control', 'no-store'); next(); } app.use(still); app.get('/', (req, res) => res.end()); require('./me')(app);`,
      'me.js': `module.exports = (app) => { ${ME} };`,
    },
    'a middleware for all that one route has as well': {
      'a.js': `${APP} const still = require('./still'); app.use(still); app.get('/bill', still, (req, res) => { res.json(1); }); ${ME}`,
      'still.js': STILL,
    },
    'a hook': `import Fastify from 'fastify'; const app = Fastify(); app.addHook('onSend', async (request, reply) => { reply.header('cache-control', 'no-store'); }); app.get('/me', async (request) => { return request.user; }); app.listen();`,
    'an interceptor for all': {
      'main.ts': NEST.replace('await app.listen', 'app.useGlobalInterceptors(new Still()); await app.listen'),
      'still.ts':
        "export class Still { intercept(context, next) { context.switchToHttp().getResponse().setHeader('Cache-Control', 'no-store'); return next.handle(); } }",
      'c.ts': "@Controller('users') class C { @Get('me') me(@Req() r) { return r.user; } }",
    },
    'the configuration of Next.js': {
      'next.config.js':
        "module.exports = { async headers() { return [{ source: '/(.*)', headers: [{ key: 'Cache-Control', value: 'no-store' }] }]; } };",
      'app/api/me/route.ts': NEXT_ME,
    },
    'a logout that answers nothing': {
      'main.ts': NEST,
      'c.ts':
        "import { S } from './s'; @Controller('auth') class C { constructor(private readonly s: S) {} @Post('logout') out(@Req() r) { return this.s.end(r.user.id); } }",
      's.ts': 'export class S { async end(id: string) { await this.repository.delete(id); } }',
    },
    'a limit in front of the logout': `${APP} app.use('/logout', (req, res, next) => { if (busy) return res.status(429).json({}); next(); });`,
  },
});

it('says where it cannot see the application', () => {
  const [found] = findingsIn(
    "const { Router } = require('express'); const r = Router(); r.get('/me', (q, res) => { res.json(q.user); });",
  );
  expect(found?.certainty).toBe('cannot-see-callee');
  expect(findingsIn(`${APP} ${ME}`)[0]?.certainty).toBe('proven');
});
