import { STATUS_CODES } from 'node:http';
import { CurfewError } from 'curfew';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';

/** Answers with an error as JSON (RFC 9457). */
export function sendProblem(response: Response, status: number, detail: string): void {
  response
    .status(status)
    .type('application/problem+json')
    .set('cache-control', 'no-store')
    .send(JSON.stringify({ title: STATUS_CODES[status] ?? 'Error', status, detail }));
}

export const notFound: RequestHandler = (_request, response) => {
  sendProblem(response, 404, 'there is nothing here');
};

/** Clients get no stack, and the log gets nothing of a request: either could hold a password or a token. */
export const onError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  if (error instanceof CurfewError) {
    if (error.status === 503) response.set('retry-after', '1');
    return sendProblem(response, error.status, error.message);
  }
  const status = statusOf(error);
  if (status < 500) return sendProblem(response, status, 'the request cannot be read');
  console.error(error instanceof Error ? error.stack : 'something was thrown that is no Error');
  return sendProblem(response, 500, 'something went wrong here');
};

/** What Express and its body parser say of an error; 500 for every other. */
function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
