/**
 * Holes that drafts of the protocol had: each guard with the change that opens its hole again, and the one test that
 * must notice.
 * @type {readonly { law: string, name: string, file: string, from: string, to: string, only: string }[]}
 */
const guards = [
  {
    law: 'Final',
    name: 'counting the silence of a node from its last heartbeat (memory)',
    file: 'src/stores/memory/leases.ts',
    from: 'leases.set(replica, { position, staleness, renewed: mark(this.#clock) });',
    to: 'leases.set(replica, { position, staleness, renewed: leases.get(replica)?.renewed ?? mark(this.#clock) });',
    only: 'is dropped only for the last heartbeat',
  },
  {
    law: 'Final',
    name: 'waiting for nodes whose heartbeats were lost',
    file: 'src/core/recorder.ts',
    from: 'const settled = young ? waited :',
    to: 'const settled = young && limit < 0 ? waited :',
    only: 'is waited for after a loss that took its heartbeats along',
  },
  {
    law: 'Remembered',
    name: "keeping a revocation for the session's life, not the token's",
    file: 'src/core/session.ts',
    from: 'expiresAt: expiresAt + PAD, reason',
    to: 'expiresAt: at + 300_000, reason',
    only: 'whatever the token that was presented',
  },
  {
    law: 'Remembered',
    name: 'keeping a revocation by the clock that began the session',
    file: 'src/core/session.ts',
    from: 'expiresAt: expiresAt + PAD, reason',
    to: 'expiresAt: at + 7_200_000 + PAD, reason',
    only: 'whatever the clock of the node that recorded it',
  },
  {
    law: 'Remembered',
    name: 'forgetting only when both clocks agree (replica): holes',
    file: 'src/core/replica.ts',
    from: 'this.denylist.forget(this.surelyPast());',
    to: 'this.denylist.forget(this.#clock.now());',
    only: 'though one clock says that it is over',
  },
  {
    law: 'Remembered',
    name: 'forgetting only when both clocks agree (memory): holes',
    file: 'src/stores/memory/memory-store.ts',
    from: 'data.forget(Math.min(now, this.#clock.now()));',
    to: 'data.forget(now);',
    only: 'though one clock says that it is over',
  },
  {
    law: 'Remembered',
    name: 'rotating nothing in a log that is in doubt (memory)',
    file: 'src/stores/memory/memory-store.ts',
    from: '    const data = this.#open(seen);\n    const row = this.#row(data, sid);',
    to: '    const data = this.#machine.data ?? this.#open(seen);\n    const row = this.#row(data, sid);',
    only: 'lets nobody refresh, whatever else is still there',
  },
  {
    law: 'Remembered',
    name: 'comparing the generation of a cursor (memory)',
    file: 'src/stores/memory/data.ts',
    from: 'const known = from?.incarnation === this.incarnation && from.position.generation === this.head.generation;',
    to: 'const known = from?.incarnation === this.incarnation;',
    only: 'is read from its beginning by who has seen a place of an earlier generation',
  },
  {
    law: 'Just',
    name: 'dropping the cut-offs of a log that is gone: holes',
    file: 'src/core/followed-log.ts',
    from: '      this.denylist.dropCutoffs();\n',
    to: '',
    only: 'ends nobody who logs in after it',
  },
  {
    law: 'Just',
    name: 'ignoring an answer that was under way while the log changed',
    file: 'src/core/followed-log.ts',
    from: '    if (this.#isLate(sent)) return false;\n',
    to: '',
    only: 'does not come back with an answer that was under way for long',
  },
  {
    law: 'Final',
    name: 'opening a session only where the replica has it',
    file: 'test/simulation/cluster.ts',
    from: "'append', 'open', 'rotate'",
    to: "'append', 'rotate'",
    only: 'opens no session, and records no logout',
  },
  {
    law: 'Truthful',
    name: 'confirming a look without a lease like a heartbeat',
    file: 'test/simulation/cluster.ts',
    from: '    await this.#confirmed(server);\n    if (now.cursor',
    to: '    if (lease.replica !== undefined) await this.#confirmed(server);\n    if (now.cursor',
    only: 'opens no session, and records no logout',
  },
  {
    law: 'Remembered',
    name: 'putting back what the voucher knows',
    file: 'src/core/recovery.ts',
    from: 'voucher.facts());',
    to: '[]);',
    only: 'brings back all that it knows in the same step',
  },
  {
    law: 'Remembered',
    name: 'telling an earlier life of the data by its name',
    file: 'src/core/followed-log.ts',
    from: 'isEarlier(incarnation, followed, this.#clock.now());',
    to: 'isEarlier(incarnation, followed, 0);',
    only: 'is not believed when a copy of it is put back',
  },
  {
    law: 'Just',
    name: 'following the life that comes after one that was condemned',
    file: 'src/core/followed-log.ts',
    from: '    this.#expectsAnother = true;\n',
    to: '',
    only: 'is told from a new one',
  },
];

const scenes = ['test/simulation/holes.test.ts', 'test/simulation/recovery.test.ts'];

export const holes = guards.map((guard) => ({ ...guard, tests: scenes }));
