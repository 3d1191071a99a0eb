import { decode, encode, isCanonical } from './base64url.ts';
import type { StoredSession } from './session.ts';

const SHAPE = /^(.{1,255})\.out\.([\w-]{43})$/s;
/** Tells what is sealed here from all else that the secret of a session may ever be used for. */
const LABEL = 'curfew ticket ';
const HMAC = { name: 'HMAC', hash: 'SHA-256' };

/** What a ticket claims before its seal has been checked. */
export interface TicketClaim {
  readonly session: string;
  readonly seal: string;
}

/** What a ticket is made from. */
type Sealing = Pick<StoredSession, 'id' | 'secret'>;

/** Reads `sid.out.seal`; undefined for anything else. */
export function parseTicket(text: string): TicketClaim | undefined {
  const [, session, seal] = SHAPE.exec(text) ?? [];
  return session !== undefined && seal !== undefined && isCanonical(seal) ? { session, seal } : undefined;
}

/**
 * The ticket of a session: it ends that session, and is good for nothing else. It is computed from the session's own
 * secret, so it is the same at each refresh and whatever key signs, and nothing of it is stored. Undefined for a session
 * that has ended, and for one without a secret: anybody could make the ticket of that.
 */
export async function ticketOf(
  session: (Sealing & Pick<StoredSession, 'endedAt'>) | undefined,
): Promise<string | undefined> {
  if (!session || session.endedAt !== undefined || session.secret === '') return undefined;
  const seal = await crypto.subtle.sign('HMAC', await keyOf(session), sealedText(session));
  return `${session.id}.out.${encode(new Uint8Array(seal))}`;
}

/** Whether a ticket is that of `session`, in a time that says nothing of where it differs. */
export async function isTicketOf(claim: TicketClaim, session: Sealing): Promise<boolean> {
  if (session.secret === '') return false;
  return crypto.subtle.verify('HMAC', await keyOf(session), decode(claim.seal), sealedText(session));
}

function keyOf({ secret }: Sealing): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', new TextEncoder().encode(secret), HMAC, false, ['sign', 'verify']);
}

/** With the session's id, so that a ticket is that session's also in a store that gave a secret to two. */
function sealedText({ id }: Sealing): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(LABEL + id);
}
