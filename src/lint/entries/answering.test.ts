import { rule } from '../../../test/support/lint.ts';

rule('revoke-not-awaited', {
  wrong: {
    'a service that is told null': {
      'src/a.ts': `import { Injectable, Controller, Post, Req } from '@nestjs/common';
@Injectable() export class AuthService {
  constructor(private readonly userService: UserService) {}
  async logout(_id: string) {
    this.userService.updateUser({ _id, updateUserDto: { refreshToken: null } });
    return true;
  }
}`,
    },
    'waitUntil of Hono': {
      'src/a.ts': `import { Hono } from 'hono';
const app = new Hono();
app.post('/logout', (c) => { c.executionCtx.waitUntil(c.env.SESSIONS.delete(\`s:\${c.get('sid')}\`)); return c.json({ ok: true }); });
export default app;`,
    },
    'waitUntil of a Worker': {
      'src/a.ts': `export default { async fetch(request: Request, env: Env, ctx: ExecutionContext) {
  const url = new URL(request.url);
  if (url.pathname === '/logout') { ctx.waitUntil(env.SESSIONS.delete(sidOf(request))); return new Response(null, { status: 204 }); }
  return new Response('x');
} };`,
    },
    'a model called Session, in a service': {
      'src/a.js': `const { Session } = require('../models');
class AuthService { async closeSession(token) { Session.destroy({ where: { token } }); } }
const svc = new AuthService();
exports.logout = async (req, res, next) => { try { await svc.closeSession(req.token); return res.json({ code: 0 }); } catch (e) { next(e); } };`,
    },
    'a collection of mongodb': {
      'src/a.ts': `import fp from 'fastify-plugin';
export default fp(async (app) => { app.delete('/session', async (req, reply) => { app.mongo.db.collection('sessions').deleteOne({ _id: req.sid }); reply.code(204).send(); }); });`,
    },
    'drizzle before a redirect': {
      'app/actions.ts': `'use server';
import { db } from '@/db'; import { sessions } from '@/db/schema'; import { eq } from 'drizzle-orm'; import { redirect } from 'next/navigation';
export async function logout() { const s = await getSession(); void db.delete(sessions).where(eq(sessions.id, s.id)).execute(); redirect('/login'); }`,
    },
    DynamoDB: {
      'functions/logout.js': `const { DynamoDBClient, DeleteItemCommand } = require('@aws-sdk/client-dynamodb'); const db = new DynamoDBClient({});
exports.handler = async (event) => { db.send(new DeleteItemCommand({ TableName: 'sessions', Key: { id: { S: event.sid } } })); return { statusCode: 204 }; };`,
    },
    'a subscription for nothing': {
      'src/rx.ts': `import { Controller, Post, Req } from '@nestjs/common'; import { from } from 'rxjs';
@Controller() export class C { constructor(private readonly repo: Repository<Session>) {} @Post('logout') logout(@Req() req) { from(this.repo.delete({ id: req.sid })).subscribe(); return { ok: true }; } }`,
    },
    'a pool that is asked SQL': {
      'src/x.ts': `import { Router } from 'express'; import { pool } from './db';
export const r = Router();
r.post('/logout', async (req, res) => { pool.query('DELETE FROM sessions WHERE id = $1', [req.sid]); res.sendStatus(204); });`,
    },
    'a callback that only logs': {
      'src/x.js': `const express = require('express'); const db = require('./db'); const r = express.Router();
r.post('/logout', (req, res) => { db.run('DELETE FROM sessions WHERE id = ?', [req.sid], (e) => { if (e) console.error(e); }); res.sendStatus(204); });`,
    },
    'a document that is saved': {
      'src/x.js': `const r = require('express').Router(); const User = require('./user');
r.post('/logout', auth, async (req, res) => { req.user.tokens = []; req.user.save(); res.send(); });`,
    },
    'after the answer': {
      'src/x.ts': `import { Router } from 'express'; import { sessionService } from './session.service';
export const r = Router();
r.post('/logout', async (req, res) => { res.sendStatus(204); await sessionService.revokeSession(req.sid); });`,
    },
    'exec of mongoose': {
      'src/x.ts': `import { Router } from 'express'; import { Session } from './session.model';
export const r = Router();
r.post('/logout', (req, res) => { Session.deleteOne({ _id: req.sid }).exec(); return res.sendStatus(204); });`,
    },
    'a group of promises': {
      'src/handler.ts': `import { Router } from 'express'; import { prisma } from './prisma';
export const r = Router();
r.post('/logout', async (req, res) => { Promise.all([prisma.session.delete({ where: { id: req.sid } }), prisma.refreshToken.deleteMany({ where: { sid: req.sid } })]); return res.sendStatus(204); });`,
    },
  },
  right: {
    'a record in waitUntil': {
      'src/a.ts': `import { Hono } from 'hono';
const app = new Hono();
app.post('/logout', async (c) => { await c.env.SESSIONS.delete(\`s:\${c.get('sid')}\`); c.executionCtx.waitUntil(c.env.LOGS.put(\`log:\${Date.now()}\`, 'out')); return c.json({ ok: true }); });
export default app;`,
    },
    'a service that returns the promise': {
      'src/a.js': `const { Session } = require('../models');
class AuthService { closeSession(token) { return Session.destroy({ where: { token } }); } }
const svc = new AuthService();
exports.logout = async (req, res, next) => { try { await svc.closeSession(req.token); return res.json({ code: 0 }); } catch (e) { next(e); } };`,
    },
    'promises kept in a list': {
      'src/e.ts': `import { Router } from 'express'; import { redis } from './redis';
export const r = Router();
r.post('/logout', async (req, res) => { const jobs = []; jobs.push(redis.del(\`sess:\${req.sid}\`)); jobs.push(redis.del(\`rt:\${req.sid}\`)); await Promise.all(jobs); res.sendStatus(204); });`,
    },
    'a promise that is awaited later': {
      'src/e.ts': `import { Router } from 'express'; import { redis } from './redis';
export const r = Router();
r.post('/logout', async (req, res) => { const p = redis.del(\`sess:\${req.sid}\`); res.clearCookie('sid'); await p; res.sendStatus(204); });`,
    },
    'SQL that has been run': {
      'src/x.js': `const express = require('express'); const db = require('better-sqlite3')('x.db'); const r = express.Router();
r.post('/logout', (req, res) => { db.prepare('DELETE FROM sessions WHERE id = ?').run(req.sid); res.sendStatus(204); });`,
    },
    'a callback that answers': {
      'src/x.js': `const express = require('express'); const db = require('./db'); const r = express.Router();
r.post('/logout', (req, res, next) => { db.run('DELETE FROM sessions WHERE id = ?', [req.sid], (e) => e ? next(e) : res.sendStatus(204)); });`,
    },
    'a record after the answer': {
      'src/x.ts': `import { Router } from 'express'; import { sessionService } from './session.service'; import { audit } from './audit';
export const r = Router();
r.post('/logout', async (req, res) => { await sessionService.revokeSession(req.sid); res.sendStatus(204); await audit.log('out', req.user.id); });`,
    },
    'a Map in a service': {
      'src/handler.ts': `import { Controller, Post, Req, Injectable } from '@nestjs/common';
@Injectable() export class SessionStore { private readonly map = new Map<string, number>(); async drop(id: string): Promise<void> { this.map.delete(\`s:\${id}\`); } }
@Controller() export class C { constructor(private readonly store: SessionStore) {} @Post('logout') async logout(@Req() req) { await this.store.drop(req.sid); return { ok: true }; } }`,
    },
  },
});
