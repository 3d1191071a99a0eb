import { CallHandler, ExecutionContext, Injectable, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { PUBLIC_CACHE } from './public-cache.decorator';

@Injectable()
export class PrivateCacheInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler) {
    const publicFor = this.reflector.getAllAndOverride<number>(PUBLIC_CACHE, [context.getHandler(), context.getClass()]);
    const res = context.switchToHttp().getResponse<Response>();
    res.setHeader('Cache-Control', publicFor ? `public, max-age=${publicFor}` : 'no-store');
    return next.handle();
  }
}
