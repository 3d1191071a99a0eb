import {
  Catch,
  HttpException,
  Inject,
  Logger,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CurfewError } from '../../core/errors.ts';
import { problem } from '../../http/problem.ts';
import { setHeader, type PlatformResponse } from './caller.ts';

/**
 * An error of Curfew as Nest's filters know errors, so that a catch-all of the application answers 401 and 503, too.
 * Its body is the problem of RFC 9457, its cause the error of Curfew.
 */
class Refused extends HttpException {
  constructor(error: CurfewError, body: { detail: string }) {
    super(body, error.status, { cause: error });
    this.message = body.detail;
  }
}

/** `error` as `Refused`, whose headers `response` then has. Undefined for an error that is none of Curfew's. */
export async function refusalOf(
  error: unknown,
  response: PlatformResponse | undefined,
): Promise<HttpException | undefined> {
  const answer = problem(error);
  if (!answer || !(error instanceof CurfewError)) return undefined;
  // Nobody reads what is hidden from the client, unless it is written down here.
  if (error.status === 500) Logger.error(error, 'Curfew');
  if (response && !(response.raw ?? response).headersSent) {
    for (const [name, value] of answer.headers) setHeader(response, name, value);
  }
  return new Refused(error, (await answer.json()) as { detail: string });
}

/** Answers the errors of Curfew that a handler lets through as the guard answers them: a failed `issue`, say. */
export class CurfewFilter implements ExceptionFilter {
  readonly #host: HttpAdapterHost;

  constructor(host: HttpAdapterHost) {
    this.#host = host;
  }

  catch(error: CurfewError, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const { httpAdapter } = this.#host;
    const response = host.switchToHttp().getResponse<PlatformResponse>();
    void refusalOf(error, response).then((refusal) => {
      if (httpAdapter.isHeadersSent(response)) httpAdapter.end(response);
      else httpAdapter.reply(response, refusal?.getResponse(), error.status);
    });
  }
}
Catch(CurfewError)(CurfewFilter);
Inject(HttpAdapterHost)(CurfewFilter, undefined, 0);
