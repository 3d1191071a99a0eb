import type { RequestHandler } from 'express';
import { sendProblem } from './problems.ts';

/**
 * Lets pass only what a page of this very server asks for, on this very machine: what stands below it hands out
 * copies of credentials. Another site's page is refused by what the browser says of it; one that had its name
 * point here, by the `Host`.
 */
export const onlyHere: RequestHandler = (request, response, next) => {
  const site = request.get('sec-fetch-site') ?? 'same-origin';
  const isHere = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(request.get('host') ?? '');
  const isLoopback = /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '');
  if (isHere && isLoopback && site === 'same-origin') return next();
  return sendProblem(response, 403, 'this is for the page of the demo alone');
};
