import { rule } from '../../../test/support/lint.ts';

rule('logout-no-backend-effect', {
  wrong: {
    'post logouts': {
      'src/a.ts': `const express = require('express'); const router = express.Router();
router.post('/logouts', (req, res) => { res.clearCookie('token'); res.json({ ok: true }); });`,
    },
    'get logout express': {
      'src/a.ts': `const express = require('express');
exports.getLogout = (req, res) => { res.clearCookie('token'); res.redirect('/'); };`,
    },
    'bus in other file': {
      'lib/bus.js': `const { EventEmitter } = require('events');
module.exports = new EventEmitter();`,
      'controllers/logout.js': `const bus = require('../lib/bus');
exports.logout = (req, res) => { bus.emit('logged-out', { s: req.sessionID }); res.json({ ok: true }); };`,
    },
    'bus heard by a log only': {
      'lib/bus.js': `const { EventEmitter } = require('events');
module.exports = new EventEmitter();
module.exports.on('x', () => {});`,
      'lib/listen.js': `const bus = require('./bus');
bus.on('logged-out', ({ s }) => console.log('bye', s));`,
      'controllers/logout.js': `const bus = require('../lib/bus');
exports.logout = (req, res) => { bus.emit('logged-out', { s: req.sessionID }); res.json({ ok: true }); };`,
    },
    'nest EventEmitter2 nobody': {
      'src/c.ts': `import { EventEmitter2 } from '@nestjs/event-emitter';
@Controller('auth') export class C { constructor(private readonly events: EventEmitter2) {} @Post('logout') out(@Req() r) { this.events.emit('user.logout', r.user.id); return { ok: true }; } }`,
      'src/d.ts': `class D { @OnEvent('user.created') made() { return 1; } }`,
    },
    mitt: {
      'src/bus.ts': `import mitt from 'mitt';
export const emitter = mitt();
emitter.on('user:signup', () => {});`,
      'src/c.ts': `import { emitter } from './bus';
export async function logout(req: Request, res: Response) { emitter.emit('user:logout', req.user.id); res.json({ ok: true }); }`,
    },
    'class extends EventEmitter': {
      'src/bus.ts': `import { EventEmitter } from 'node:events';
class AuthEvents extends EventEmitter {}
export const authEvents = new AuthEvents(); authEvents.on('login', () => {});`,
      'src/c.ts': `import { authEvents } from './bus';
export async function logout(req: Request, res: Response) { authEvents.emit('logout', req.user.id); res.json({ ok: true }); }`,
    },
    'app emitter with constants': {
      'src/events.ts': `export const EVENTS = { LOGOUT: 'logout', LOGIN: 'login' } as const;`,
      'src/bus.ts': `import { EventEmitter } from 'node:events';
export const bus = new EventEmitter();`,
      'src/listen.ts': `import { bus } from './bus'; import { EVENTS } from './events';
bus.on(EVENTS.LOGIN, () => { console.log('in'); });`,
      'src/c.ts': `import { bus } from './bus'; import { EVENTS } from './events';
export async function logout(req: Request, res: Response) { bus.emit(EVENTS.LOGOUT, req.user.id); res.json({ ok: true }); }`,
    },
  },
  right: {
    'list of logouts': {
      'src/c.ts': `import { Controller, Get } from '@nestjs/common';
@Controller('security') export class C { constructor(private readonly audit: AuditService) {}
 @Get('logouts') logouts(@Req() req, @Query('page') page = '1') { return this.audit.list(req.user.id, 'logout', Number(page)); } }`,
      'src/d.ts': 'export const session = 1;',
    },
    history: {
      'src/a.ts': `app.get('/me/logout-history', async (req, res) => { res.json(await Audit.find({ user: req.user.id, type: 'logout' })); });`,
    },
    'recent sign-outs': {
      'src/a.ts': `router.get('/admin/recent-signouts', async (req, res) => { res.json(await db.query('SELECT * FROM signouts')); });`,
    },
    'express list function': {
      'src/a.ts':
        'exports.logouts = async (req, res) => { const page = await LogoutEvent.find().limit(10); res.json(page); };',
    },
    stats: {
      'src/a.ts': `app.get('/stats/logouts', async (req, res) => { res.json({ count: await LogoutEvent.countDocuments() }); });`,
    },
    records: {
      'src/a.ts': `exports.recordLogout = async (req, res) => { await AuditLog.create({ user: req.user.id, type: 'logout' }); res.end(); };`,
    },
    'render nest': {
      'src/c.ts': `import { Controller, Get, Post, Render } from '@nestjs/common';
@Controller() export class C { constructor(private s: Sessions) {}
 @Get('logout') @Render('logout') ask() { return { title: 'Sure?' }; }
 @Post('logout') async logout(@Req() req) { await this.s.delete(req.sessionId); } }`,
      'src/d.ts': `export class Sessions { async delete(id) { await this.redis.del('s:' + id); } }`,
    },
    'bus heard by a revoker': {
      'lib/bus.js': `const { EventEmitter } = require('events');
module.exports = new EventEmitter();`,
      'lib/listen.js': `const bus = require('./bus');
bus.on('logged-out', ({ s }) => redis.del('sess:' + s));`,
      'controllers/logout.js': `const bus = require('../lib/bus');
exports.logout = (req, res) => { bus.emit('logged-out', { s: req.sessionID }); res.json({ ok: true }); };`,
    },
    'bus heard by unseen handler': {
      'lib/bus.js': `const { EventEmitter } = require('events');
module.exports = new EventEmitter();`,
      'lib/listen.js': `const bus = require('./bus');
const { endSession } = require('./sessions');
bus.on('logged-out', endSession);`,
      'controllers/logout.js': `const bus = require('../lib/bus');
exports.logout = (req, res) => { bus.emit('logged-out', { s: req.sessionID }); res.json({ ok: true }); };`,
    },
    'event unknown listener': {
      'lib/bus.js': `const { EventEmitter } = require('events');
module.exports = new EventEmitter();`,
      'lib/listen.js': `const bus = require('./bus');
for (const [name, run] of Object.entries(handlers)) bus.on(name, run);`,
      'controllers/logout.js': `const bus = require('../lib/bus');
exports.logout = (req, res) => { bus.emit('logged-out', { s: req.sessionID }); res.json({ ok: true }); };`,
    },
    'bus unseen': {
      'controllers/logout.js': `const bus = require('@acme/bus');
exports.logout = (req, res) => { bus.emit('logged-out', { s: req.sessionID }); res.json({ ok: true }); };`,
      'b.js': 'const session = 1;',
    },
    'missing file bus': {
      'controllers/logout.js': `const bus = require('../lib/bus');
exports.logout = (req, res) => { bus.emit('logged-out', { s: req.sessionID }); res.json({ ok: true }); };`,
      'b.js': 'const session = 1;',
    },
    'nest EventEmitter2 heard': {
      'src/c.ts': `import { EventEmitter2 } from '@nestjs/event-emitter';
@Controller('auth') export class C { constructor(private readonly events: EventEmitter2) {} @Post('logout') out(@Req() r) { this.events.emit('user.logout', r.user.id); return { ok: true }; } }`,
      'src/d.ts': `class D { @OnEvent('user.logout') left(id) { return this.sessions.remove(id); } }`,
    },
    'nest wildcard heard': {
      'src/c.ts': `import { EventEmitter2 } from '@nestjs/event-emitter';
@Controller('auth') export class C { constructor(private readonly events: EventEmitter2) {} @Post('logout') out(@Req() r) { this.events.emit('user.logout', r.user.id); return { ok: true }; } }`,
      'src/d.ts': `class D { @OnEvent('user.*') any(id) { return this.sessions.remove(id); } }`,
    },
    'class instance as event (CQRS)': {
      'src/c.ts': `import { EventBus } from '@nestjs/cqrs';
@Controller('auth') export class C { constructor(private readonly bus: EventBus) {} @Post('logout') out(@Req() r) { this.bus.publish(new LoggedOutEvent(r.user.id)); return { ok: true }; } }`,
      'src/d.ts': 'class D { handle() { return this.sessions.remove(id); } }',
    },
    'with constants heard': {
      'src/events.ts': `export const EVENTS = { LOGOUT: 'logout', LOGIN: 'login' } as const;`,
      'src/bus.ts': `import { EventEmitter } from 'node:events';
export const bus = new EventEmitter();`,
      'src/listen.ts': `import { bus } from './bus'; import { EVENTS } from './events';
bus.on(EVENTS.LOGOUT, async (id) => { await db.sessions.deleteMany({ id }); });`,
      'src/c.ts': `import { bus } from './bus'; import { EVENTS } from './events';
export async function logout(req: Request, res: Response) { bus.emit(EVENTS.LOGOUT, req.user.id); res.json({ ok: true }); }`,
    },
    'redis publish': {
      'src/c.ts': `import Redis from 'ioredis';
const pub = new Redis();
export async function logout(req: Request, res: Response) { await pub.publish('logout', req.user.id); res.json({ ok: true }); }`,
      'src/d.ts': 'const session = 1;',
    },
    'enum heard by once': {
      'src/bus.ts': `import { EventEmitter } from 'node:events';
export enum Ev { Out = 'out' }
export const bus = new EventEmitter();`,
      'src/listen.ts': `import { bus, Ev } from './bus';
bus.on(Ev.Out, async (id) => { await db.sessions.deleteMany({ id }); });`,
      'src/c.ts': `import { bus, Ev } from './bus';
export async function logout(req: Request, res: Response) { bus.emit(Ev.Out, req.user.id); res.json({ ok: true }); }`,
    },
    'rxjs-like on with array': {
      'src/bus.ts': `import { EventEmitter2 } from 'eventemitter2';
export const bus = new EventEmitter2();`,
      'src/listen.ts': `import { bus } from './bus';
bus.on(['auth', 'logout'], async (id) => { await db.sessions.deleteMany({ id }); });`,
      'src/c.ts': `import { bus } from './bus';
export async function logout(req: Request, res: Response) { bus.emit('auth.logout', req.user.id); res.json({ ok: true }); }`,
    },
  },
});
