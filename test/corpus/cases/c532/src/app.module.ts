import { Module } from '@nestjs/common';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { ScheduleModule } from '@nestjs/schedule';
import { AuthModule } from './auth/auth.module';
import { SessionsModule } from './sessions/sessions.module';

@Module({
  imports: [EventEmitterModule.forRoot({ maxListeners: 20 }), ScheduleModule.forRoot(), AuthModule, SessionsModule],
})
export class AppModule {}
