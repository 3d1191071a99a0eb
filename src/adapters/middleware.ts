import type { ServerResponse } from 'node:http';
import { NO_STORE } from '../http/headers.ts';
import { problem } from '../http/problem.ts';
import { send } from './node.ts';
import { varying } from './varying.ts';

/** Goes on to what comes after a middleware, or to what answers errors. */
export type Next = (error?: unknown) => void;

/** Keeps an answer that only its owner may see out of caches, unless a handler says otherwise. */
export function keepPrivate(response: ServerResponse): void {
  response.setHeader('cache-control', NO_STORE);
  response.setHeader('vary', varying(response.getHeader('vary')));
}

/** Answers an error of Curfew, and hands on any other. */
export function fail(error: unknown, response: ServerResponse, next: Next): void {
  // Somebody else has answered meanwhile, a timeout perhaps.
  if (response.headersSent) return;
  const answer = problem(error);
  if (answer) send(answer, response).catch(next);
  else next(error);
}
