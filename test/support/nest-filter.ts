import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';

/** The catch-all of Nest's own documentation, in short. */
export class CatchAll implements ExceptionFilter {
  readonly #host: HttpAdapterHost;

  constructor(host: HttpAdapterHost) {
    this.#host = host;
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const status = error instanceof HttpException ? error.getStatus() : 500;
    this.#host.httpAdapter.reply(host.switchToHttp().getResponse(), { caught: true }, status);
  }
}
Catch()(CatchAll);
