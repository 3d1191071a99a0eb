import { CallHandler, ExecutionContext, Injectable, NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Observable } from 'rxjs';

@Injectable()
export class PrivateResponsesInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() === 'http') {
      const reply = context.switchToHttp().getResponse<FastifyReply>();
      reply.header('Cache-Control', 'no-store');
      reply.header('Vary', 'Cookie');
    }
    return next.handle();
  }
}
