import { StoreUnavailable } from './errors.ts';
import { parseCursor } from './position.ts';
import type { Replica } from './replica.ts';
import type { StoredSession } from './session.ts';

/**
 * Whether this node remembers that a session ended: that counts also when the store has forgotten it, for it may have
 * been rolled back. Throws `StoreUnavailable` while the session is of another log than the one that this node follows.
 */
export async function isRememberedDead(replica: Replica, session: StoredSession): Promise<boolean> {
  const log = parseCursor(session.began);
  if (replica.incarnation !== log?.incarnation) await replica.sync();
  if (!log || replica.incarnation !== log.incarnation) {
    throw new StoreUnavailable('the store begins another life');
  }
  const bearer = { ...session, session: session.id, token: '', began: log.position };
  return replica.denylist.find(bearer) !== undefined;
}
