import { rule } from '../../../test/support/lint.ts';

rule('logout-event-unhandled', {
  wrong: {
    'event plural': {
      'src/bus.js': "const { EventEmitter } = require('events'); module.exports = new EventEmitter();",
      'src/logout.js': `const bus = require('./bus');
exports.logout = async (req, res) => { bus.emit('user.logged_out', { id: req.user.id }); res.end(); };`,
      'src/listen.js': `const bus = require('./bus');
bus.on('user:loggedOut', ({ id }) => Session.deleteMany({ user: id }));`,
    },
    'nest event': {
      'src/auth.service.ts': `import { EventEmitter2 } from '@nestjs/event-emitter';
@Injectable() export class AuthService { constructor(private readonly events: EventEmitter2) {} async logout(id: string) { this.events.emit('auth.logout', new LogoutEvent(id)); } }`,
      'src/auth.controller.ts': `import { AuthService } from './auth.service';
@Controller() export class AuthController { constructor(private readonly auth: AuthService) {} @Post('logout') async logout(@Req() req) { await this.auth.logout(req.user.id); return { ok: true }; } }`,
      'src/session.listener.ts':
        "@Injectable() export class SessionListener { @OnEvent('user.removed') async onRemoved(e) { await this.sessions.delete({ userId: e.id }); } }",
    },
  },
  right: {
    'event same': {
      'src/bus.js': "const { EventEmitter } = require('events'); module.exports = new EventEmitter();",
      'src/logout.js': `const bus = require('./bus');
exports.logout = async (req, res) => { bus.emit('user.loggedOut', { id: req.user.id }); res.end(); };`,
      'src/listen.js': `const bus = require('./bus');
bus.on('user.loggedOut', ({ id }) => Session.deleteMany({ user: id }));`,
    },
    'nest event constant': {
      'src/events.ts': "export const AuthEvents = { LOGOUT: 'auth.logout' } as const;",
      'src/auth.service.ts': `import { EventEmitter2 } from '@nestjs/event-emitter'; import { AuthEvents } from './events';
@Injectable() export class AuthService { constructor(private readonly events: EventEmitter2) {} async logout(id: string) { this.events.emit(AuthEvents.LOGOUT, new LogoutEvent(id)); } }`,
      'src/auth.controller.ts': `import { AuthService } from './auth.service';
@Controller() export class AuthController { constructor(private readonly auth: AuthService) {} @Post('logout') async logout(@Req() req) { await this.auth.logout(req.user.id); return { ok: true }; } }`,
      'src/session.listener.ts': `import { AuthEvents } from './events';
@Injectable() export class SessionListener { @OnEvent(AuthEvents.LOGOUT) async onLogout(e) { await this.sessions.delete({ userId: e.id }); } }`,
    },
  },
});
