import { TokenInvalid, type Curfew } from 'curfew';
import express, { type RequestHandler, type Router } from 'express';
import { eventStream } from './event-stream.ts';
import { options } from './http.ts';
import { onlyHere } from './only-here.ts';
import { POSITIONS, type Plug } from './plug.ts';
import { sendProblem } from './problems.ts';
import type { Thieves } from './thief/thieves.ts';

interface Parts {
  readonly curfew: Curfew;
  readonly plug: Plug;
  readonly thieves: Thieves;
  readonly closing: AbortSignal;
}

/** What the page needs to show the demo, and no application should have: the plug, the thief, a look at the cookies. */
export function backstage({ curfew, plug, thieves, closing }: Parts): Router {
  /**
   * Malware on your computer copies the cookies of the browser, as it would from its files: `HttpOnly` keeps scripts
   * away, not programs. The copy goes to the thief and nowhere else; the answer names the session.
   */
  const steal: RequestHandler = async (request, response) => {
    const cookie = request.get('cookie') ?? '';
    const { accessToken, refreshToken } = options.cookies.read(cookie);
    if (!accessToken || !refreshToken) throw new TokenInvalid('there were no cookies to copy');
    const { session, signal } = await curfew.verify(accessToken);
    thieves.send({ session, cookie, accessToken, refreshToken, signal });
    response.json({ session });
  };

  /** Where the plug is, and what the thief of `?session=` is up to, as they change. */
  const watch: RequestHandler = (request, response) => {
    const { session: asked } = request.query;
    const session = typeof asked === 'string' ? asked : '';
    const stream = eventStream(response, closing);
    const showPlug = (): void => stream.send('plug', plug.position);
    const showThief = (): void => stream.send('thief', thieves.of(session) ?? null);
    const stops = [plug.subscribe(showPlug), thieves.watch(session, showThief)];
    stream.onEnd(() => stops.forEach((stop) => stop()));
    showPlug();
    showThief();
  };

  const turn: RequestHandler = (request, response) => {
    const wanted: unknown = (request.body as { position?: unknown } | undefined)?.position;
    const position = POSITIONS.find((one) => one === wanted);
    if (!position) return sendProblem(response, 400, `position is one of ${POSITIONS.join(', ')}`);
    plug.position = position;
    return void response.json({ position });
  };

  /** The names of the cookies: no script can see them, so the page has to ask. */
  const cookies: RequestHandler = (request, response) => {
    const sent = (request.get('cookie') ?? '').split(';').map((pair) => pair.split('=')[0]?.trim() ?? '');
    response.json({ names: sent.filter((name) => /^__Host-curfew-demo(-refresh)?$/.test(name)) });
  };

  return express
    .Router()
    .use(onlyHere)
    .use((_request, response, next) => {
      response.set('cache-control', 'no-store');
      next();
    })
    .post('/plug', express.json({ limit: '1kb' }), turn)
    .post('/thief', steal)
    .get('/events', watch)
    .get('/cookies', cookies);
}
