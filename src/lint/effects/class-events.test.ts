import { rule } from '../../../test/support/lint.ts';

rule('logout-event-unhandled', {
  wrong: {
    'event of a class that nobody handles': {
      'src/sign-out.handler.ts': `import { EventBus } from '@nestjs/cqrs'; import { UserSignedOutEvent } from './events';
@CommandHandler(SignOutCommand) export class SignOutHandler { constructor(private readonly eventBus: EventBus, private readonly sessions: Sessions) {} async execute({ sid }) { await this.sessions.delete({ id: sid }); this.eventBus.publish(new UserSignedOutEvent(sid)); } }`,
      'src/events.ts': `export class UserSignedOutEvent { constructor(readonly sid: string) {} }
export class UserMadeEvent { constructor(readonly id: string) {} }`,
      'src/made.ts': `import { UserMadeEvent } from './events';
@EventsHandler(UserMadeEvent) export class Made { handle(e: UserMadeEvent) { return this.mailer.send(e.id); } }`,
    },
  },
  right: {
    'event of a class that is handled': {
      'src/sign-out.handler.ts': `import { EventBus } from '@nestjs/cqrs'; import { UserSignedOutEvent } from './events';
@CommandHandler(SignOutCommand) export class SignOutHandler { constructor(private readonly eventBus: EventBus, private readonly sessions: Sessions) {} async execute({ sid }) { await this.sessions.delete({ id: sid }); this.eventBus.publish(new UserSignedOutEvent(sid)); } }`,
      'src/events.ts': 'export class UserSignedOutEvent { constructor(readonly sid: string) {} }',
      'src/left.ts': `import { UserSignedOutEvent } from './events';
@EventsHandler(UserSignedOutEvent) export class Left { handle(e: UserSignedOutEvent) { return this.sockets.close(e.sid); } }`,
    },
    'event of a class handled by a saga': {
      'src/sign-out.handler.ts': `import { UserSignedOutEvent } from './events';
export class SignOutHandler { constructor(private readonly bus: Bus) {} async execute({ sid }) { await this.sessions.delete({ id: sid }); this.bus.publish(new UserSignedOutEvent(sid)); } }`,
      'src/events.ts': `export class UserSignedOutEvent { constructor(readonly sid: string) {} }
export class UserMadeEvent { constructor(readonly id: string) {} }`,
      'src/wire.ts': `import { UserSignedOutEvent, UserMadeEvent } from './events';
bus.subscribe(UserMadeEvent, (e) => mail(e)); bus.subscribe(UserSignedOutEvent, (e) => sockets.close(e.sid));`,
    },
    'event of a class where nobody handles any': {
      'src/sign-out.handler.ts': `import { UserSignedOutEvent } from './events';
export class SignOutHandler { constructor(private readonly bus: Bus) {} async execute({ sid }) { await this.sessions.delete({ id: sid }); this.bus.publish(new UserSignedOutEvent(sid)); } }`,
      'src/events.ts': 'export class UserSignedOutEvent { constructor(readonly sid: string) {} }',
    },
  },
});
