import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { PrivateResponseInterceptor } from './common/private-response.interceptor';
import { SessionController } from './session/session.controller';
import { SessionService } from './session/session.service';

@Module({
  controllers: [SessionController],
  providers: [SessionService, { provide: APP_INTERCEPTOR, useClass: PrivateResponseInterceptor }],
})
export class AppModule {}
