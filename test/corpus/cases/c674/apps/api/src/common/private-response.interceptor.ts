import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import type { Observable } from 'rxjs';

@Injectable()
export class PrivateResponseInterceptor implements NestInterceptor {
  intercept(ctx: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (ctx.getType() === 'http') {
      const res = ctx.switchToHttp().getResponse<Response>();
      res.setHeader('Cache-Control', 'no-store');
      res.setHeader('Vary', 'Cookie');
    }
    return next.handle();
  }
}
