import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { PrivateResponsesInterceptor } from './private-responses.interceptor';
import { ProblemDetailsFilter } from './problem-details.filter';

@Global()
@Module({
  providers: [
    { provide: APP_FILTER, useClass: ProblemDetailsFilter },
    { provide: APP_INTERCEPTOR, useClass: PrivateResponsesInterceptor },
  ],
})
export class HttpDefaultsModule {}
