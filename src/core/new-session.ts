import { randomId } from './base64url.ts';
import { ConfigError } from './errors.ts';
import { checkId } from './ids.ts';
import type { Who } from './login.ts';
import type { Settings } from './options.ts';
import { checkOwnClaims } from './own-claims.ts';
import type { Device, NewSession } from './session.ts';

/**
 * The session of somebody who has just proved who they are. Throws a `TypeError` for a malformed `who`. `id` is its
 * `sid`: random, unless whoever opens it must be able to find it by something of their own.
 */
export function newSession(who: Who, settings: Settings, id: string = randomId(16)): NewSession {
  if (!settings.issuer) throw new ConfigError('this Curfew has no issuer, so it cannot issue');
  const now = settings.clock.now();
  const claims = who.claims === undefined ? undefined : checkOwnClaims(who.claims);
  return {
    id: checkId('session', id),
    subject: checkId('subject', who.subject),
    issuer: settings.issuer.name,
    client: who.client === undefined ? settings.issuer.name : checkId('client', who.client),
    ...(who.tenant === undefined ? {} : { tenant: checkId('tenant', who.tenant) }),
    ...(who.device === undefined ? {} : { device: device(who.device) }),
    ...(claims === undefined ? {} : { claims }),
    startedAt: now,
    seenAt: now,
    expiresAt: now + settings.absolute,
    secret: randomId(32),
  };
}

/** A device is told by the client: it is cut to size rather than refused. */
function device(given: Device): Device {
  const cut = (text: unknown): string | undefined =>
    typeof text === 'string' ? text.slice(0, 255) : undefined;
  const entries = Object.entries({
    name: cut(given.name),
    userAgent: cut(given.userAgent),
    ip: cut(given.ip),
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
