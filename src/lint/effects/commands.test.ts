import { rule } from '../../../test/support/lint.ts';

const by = (body: string, fields = 'logins'): Record<string, string> => ({
  'src/out.ts': 'export class LogOut { constructor(readonly sid: string) {} }',
  'src/out.handler.ts': `import { CommandHandler } from '@nestjs/cqrs'; import { LogOut } from './out';
@CommandHandler(LogOut) export class LogOutHandler { constructor(private readonly ${fields}) {} async execute({ sid }: LogOut) { ${body} } }`,
  'src/auth.controller.ts': `import { Controller, Post, Req } from '@nestjs/common'; import { CommandBus } from '@nestjs/cqrs'; import { LogOut } from './out';
@Controller('auth') export class AuthController { constructor(private readonly bus: CommandBus) {}
@Post('logout') logout(@Req() req) { return this.bus.execute(new LogOut(req.user.sid)); } }`,
});

rule('logout-no-backend-effect', {
  wrong: {
    'its handler only reads': by('return await this.logins.findById(sid);'),
    'its handler only records': by('await this.audit.save({ sid });', 'audit'),
    'its handler writes into a table of records': by(
      'await this.entries.insert({ sid });',
      'entries: Repository<AuditEntry>',
    ),
    'its handler counts': by("this.logger.log('out'); await this.metrics.increment('out');", 'metrics'),
  },
  right: {
    'its handler ends it': by('await this.logins.finish(sid);'),
    'its handler deletes it': by('await this.logins.delete({ id: sid });', 'logins: Repository<Login>'),
    'its handler is not there': (() => {
      const { 'src/auth.controller.ts': controller = '', 'src/out.ts': command = '' } = by('');
      return { 'src/auth.controller.ts': controller, 'src/out.ts': command };
    })(),
  },
});
