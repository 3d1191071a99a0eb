import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LogOutHandler } from './application/commands/log-out.handler';
import { SendWelcomeMailHandler } from './application/events/send-welcome-mail.handler';
import { SESSION_REPOSITORY } from './domain/session.repository';
import { SessionRow } from './infrastructure/session.row';
import { TypeOrmSessionRepository } from './infrastructure/typeorm-session.repository';
import { SessionController } from './interface/session.controller';

@Module({
  imports: [CqrsModule, TypeOrmModule.forFeature([SessionRow])],
  controllers: [SessionController],
  providers: [
    LogOutHandler,
    SendWelcomeMailHandler,
    { provide: SESSION_REPOSITORY, useClass: TypeOrmSessionRepository },
  ],
})
export class IdentityModule {}
