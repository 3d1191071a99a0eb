import type { Auth } from '../core/auth.ts';
import type { Curfew } from '../core/curfew.ts';
import { ConfigError } from '../core/errors.ts';
import type { Who } from '../core/login.ts';
import type { Receipt } from '../core/recorder.ts';
import type { Session } from '../core/session.ts';
import { CredentialsMissing } from './errors.ts';

/** The data of a session that the client keeps, sealed: that of iron-session, say. */
type Sealed = object;

/** Puts a handle into sessions that the client keeps, so that a copy of one is dead after the logout. */
export interface SealedSessions {
  /** Opens a session for somebody who has proved who they are, and puts its handle in. One that was there is ended. */
  start(data: Sealed, who: Who): Promise<Session>;
  /** Whose it is, if it is alive. Throws `CredentialsMissing`, and what `verify` throws. */
  check(data: Sealed): Promise<Auth>;
  /** Ends it, everywhere, and takes the handle out. Then empty the cookie. */
  end(data: Sealed): Promise<Receipt>;
}

/**
 * Makes sessions mortal that live in a sealed cookie. The handle is the session's id, which is no secret: the seal is
 * what keeps the client from choosing another, so put it nowhere else. `field` is where it is, by default `curfew`.
 */
export function sealedSessions(curfew: Curfew, options: { readonly field?: string } = {}): SealedSessions {
  const { field = 'curfew' } = options;
  if (typeof curfew?.alive !== 'function') throw new ConfigError('give the Curfew that createCurfew() made');
  if (typeof field !== 'string' || field === '' || field in {})
    throw new ConfigError('field must be a name of its own');
  const handleOf = (data: Sealed): string | undefined => {
    const handle: unknown = Object.hasOwn(data, field) ? Reflect.get(data, field) : undefined;
    return typeof handle === 'string' ? handle : undefined;
  };

  async function end(data: Sealed): Promise<Receipt> {
    const handle = handleOf(data);
    const receipt = await (handle === undefined
      ? curfew.logout([])
      : curfew.revoke({ session: handle }, { reason: 'logout' }));
    Reflect.deleteProperty(data, field);
    return receipt;
  }

  return {
    async start(data, who) {
      if (handleOf(data) !== undefined) await end(data);
      const session = await curfew.open(who);
      Reflect.set(data, field, session.id);
      return session;
    },
    async check(data) {
      const handle = handleOf(data);
      if (handle === undefined) throw new CredentialsMissing('the session carries no handle');
      return curfew.alive(handle);
    },
    end,
  };
}
