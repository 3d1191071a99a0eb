import { factKey } from '../core/revocation.ts';
import { parseCursor } from '../core/position.ts';
import { parse } from './args.ts';
import type { Io } from './io.ts';
import { json, table } from './output.ts';
import { answered, openSessions, openStore } from './store.ts';

export const help = `Says how a store is. Exit code 1 when it cannot be used.

Usage: curfew health --store app.db [--json]

  --store STORE  app.db, redis://… or postgres://…; default $CURFEW_STORE
  --json         the same as a JSON object

The staleness is that of the nodes attached; with none attached it is the default, 1000 ms.
`;

export async function run(argv: readonly string[], io: Io): Promise<void> {
  const given = parse('health', argv, { store: 'string', json: 'boolean' });
  const store = await openStore(given.store, io.env);
  try {
    // Without a replica's name the look at the log takes no lease: no logout ever waits for this command.
    const { staleness } = await answered(store.attach());
    const { revocations, cursor } = await answered(store.changes());
    const now = Date.now();
    const sessions = (await openSessions(store, now)).length;
    const live = new Set(revocations.filter((fact) => now < fact.expiresAt).map(factKey)).size;
    const incarnation = parseCursor(cursor)?.incarnation;
    if (given.json) {
      const health = { store: { name: store.name, reachable: true }, incarnation, cursor };
      return json(io.stdout, { ...health, staleness: { limit: staleness }, revocations: live, sessions });
    }
    table(io.stdout, [
      ['store', `${store.name}, reachable`],
      ['incarnation', incarnation ?? 'unknown'],
      ['log position', cursor],
      ['live revocations', String(live)],
      ['open sessions', String(sessions)],
      ['staleness', `${staleness} ms`],
    ]);
  } finally {
    await store.close();
  }
}
