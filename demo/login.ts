import type { Curfew } from 'curfew';
import type { RequestHandler } from 'express';
import { isPassword } from './accounts.ts';
import { deviceName } from './device.ts';
import { options } from './http.ts';
import { sendProblem } from './problems.ts';

interface Credentials {
  readonly username: string;
  readonly password: string;
  /** What the client calls itself, as a phone's app would; else its name is made from the `User-Agent`. */
  readonly device?: string;
}

/**
 * `POST { username, password }`: checks the password, then lets Curfew open a session. The tokens go into cookies;
 * the answer has the rest: when they expire, and the ticket, which can end the session and do nothing else.
 */
export function login(curfew: Curfew): RequestHandler {
  return async (request, response) => {
    const given = credentialsIn(request.body);
    if (!given) return sendProblem(response, 400, 'send { "username": …, "password": … } as JSON');
    if (!(await isPassword(given.username, given.password))) {
      return sendProblem(response, 401, 'the name or the password is wrong');
    }
    const userAgent = request.get('user-agent') ?? '';
    const name = given.device ?? deviceName(userAgent);
    const device = { name, userAgent, ...(request.ip === undefined ? {} : { ip: request.ip }) };
    const tokens = await curfew.issue({ subject: given.username, device });
    const { accessToken: _access, refreshToken: _refresh, ...answer } = tokens;
    response.append('set-cookie', options.cookies.set(tokens));
    response.set('cache-control', 'no-store').json(answer);
  };
}

function credentialsIn(body: unknown): Credentials | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { username, password, device }: Partial<Record<string, unknown>> = { ...body };
  if (!isText(username, 64) || !isText(password, 256)) return undefined;
  if (device === undefined) return { username, password };
  return isText(device, 64) ? { username, password, device } : undefined;
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longest;
}
