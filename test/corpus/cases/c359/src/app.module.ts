import { Module } from '@nestjs/common';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { AuthModule } from './auth/auth.module';

@Module({
  imports: [EventEmitterModule.forRoot({ wildcard: true, delimiter: '.' }), AuthModule],
})
export class AppModule {}
