import { publicSession, type Device } from '../core/session.ts';
import { parse } from './args.ts';
import type { Io } from './io.ts';
import { json, line, table, when } from './output.ts';
import { answered, openSessions, openStore } from './store.ts';

export const help = `Lists the open sessions, oldest first.

Usage: curfew sessions --store app.db [--subject SUB] [--json]

  --store STORE    app.db, redis://… or postgres://…; default $CURFEW_STORE
  --subject SUB    of this subject only; default everybody's
  --json           { "sessions": [...] }; instants are ms since the epoch

A session past its idle limit is listed until its next request ends it: the limit is the application's.
`;

export async function run(argv: readonly string[], io: Io): Promise<void> {
  const given = parse('sessions', argv, { store: 'string', subject: 'string', json: 'boolean' });
  const store = await openStore(given.store, io.env);
  try {
    await answered(store.attach());
    const now = Date.now();
    const sessions = (await openSessions(store, now, given.subject)).map(publicSession);
    if (given.json) return json(io.stdout, { sessions });
    if (sessions.length === 0) {
      const none = given.subject === undefined ? 'nobody has an' : `${given.subject} has no`;
      return line(io.stdout, `${none} open session`);
    }
    const rows = sessions.map((one) => [
      one.id,
      one.subject,
      named(one.device),
      when(one.startedAt, now),
      when(one.seenAt, now),
      when(one.expiresAt, now),
    ]);
    table(io.stdout, [['SESSION', 'SUBJECT', 'DEVICE', 'STARTED', 'LAST SEEN', 'EXPIRES'], ...rows]);
  } finally {
    await store.close();
  }
}

function named(device: Device | undefined): string {
  const name = (device?.name ?? device?.userAgent)?.slice(0, 40);
  return [name, device?.ip && (name ? `(${device.ip})` : device.ip)].filter(Boolean).join(' ') || '-';
}
