/**
 * The parts whose code is mutated, one at a time, and the tests that must notice: those that run in one process and tell
 * the same each time. The first that fails ends a mutant's trial, so the cheapest come first.
 *
 * @typedef {{ mutate: string[], tests: string[] }} Part
 */

/**
 * @param {string} folder
 * @param {string} names
 */
const files = (folder, names) => names.split(' ').map((name) => `${folder}/${name}.ts`);
/**
 * @param {string} folder
 * @param {string} names
 */
const tests = (folder, names) => names.split(' ').map((name) => `${folder}/${name}.test.ts`);

/** @type {Record<string, Part>} */
export const parts = {
  denylist: {
    mutate: ['src/core/denylist/*.ts'],
    tests: tests('src/core/denylist', 'hash table blocks words cut-offs collisions entries denylist'),
  },
  values: {
    mutate: files(
      'src/core',
      'base64url cache clock errors events ids incarnation jws limits position revocation session target timers',
    ),
    tests: [
      ...tests('src/core', 'parts cache errors incarnation jws position revocation session target timers'),
      ...tests('test/laws/just', 'isolation limits'),
    ],
  },
  protocol: {
    mutate: files(
      'src/core',
      'bounded-store direct-look followed-log freshness lease recorder recovery remembered reminder replica survivors witness',
    ),
    tests: [
      ...tests(
        'src/core',
        'followed-log freshness recovery reminder survivors witness bounded-store direct-look recorder remembered replica-polls replica',
      ),
      ...tests('test/laws', 'truthful/bound remembered/binding final/meeting remembered/retention'),
      ...tests('test/laws', 'closed/left-behind closed/catching-up closed/freshness'),
      ...tests('test/simulation', 'recovery holes simulation'),
      ...tests('test/laws/final', 'again lost-session'),
    ],
  },
  tokens: {
    mutate: files(
      'src/core',
      'auth keyring keys new-session options own-claims refresh signals ticket token',
    ),
    tests: [
      ...tests(
        'src/core',
        'own-claims signals refresh ticket token keyring-reads new-session settings options',
      ),
      ...tests('test/laws', 'just/stolen-key just/limits cheap/check'),
      'test/oauth/options.test.ts',
      'src/core/keyring.test.ts',
    ],
  },
  node: {
    mutate: files(
      'src/core',
      'check curfew health introspector join login logout session-finder session-reader sessions',
    ),
    tests: [
      ...tests(
        'src/core',
        'session-list sessions session-finder health session-reader check introspector join curfew logout login remembered',
      ),
      'test/laws/truthful/events.test.ts',
      ...tests('test/laws/just', 'stolen-key isolation limits strangers refresh ticket forged-refresh'),
      ...tests('test/laws/final', 'alive meeting logout everywhere ticket lost-session'),
      ...tests('test/laws', 'cheap/sessions cheap/check truthful/receipt closed/left-behind'),
      ...tests('test/oauth', 'introspection provider-logout'),
      'test/trust/tracking.test.ts',
      ...tests('test/laws', 'remembered/retention remembered/binding closed/freshness closed/catching-up'),
      ...tests('test/laws/final', 'mixed signal again'),
      ...tests('test/laws', 'truthful/bound remembered/survivors remembered/loss'),
    ],
  },
  trust: {
    mutate: ['src/core/trust/*.ts', 'src/core/token-reader.ts'],
    tests: [
      'test/trust/url.test.ts',
      ...tests(
        'src/core/trust',
        'identity options refusals bounds key-choice statements fetch-text key-ages subjects',
      ),
      'src/core/token-reader.test.ts',
      ...tests(
        'test/trust',
        'tracking verifiers status-lists security-events key-set foreign-tokens backchannel',
      ),
      ...tests('test/laws', 'just/ticket final/ticket'),
    ],
  },
  memory: {
    mutate: ['src/stores/memory/*.ts'],
    tests: [
      ...tests('src/stores/memory', 'certainty waiting data memory-store fact-index memory'),
      'test/model/store.test.ts',
    ],
  },
  sqlite: {
    mutate: ['src/stores/sqlite/*.ts', 'src/stores/shared/*.ts'],
    tests: [
      ...tests('src/stores/shared', 'watch warning'),
      ...tests('src/stores/sqlite', 'failure store notice certainty news secrets sqlite database file'),
    ],
  },
  redis: {
    mutate: ['src/stores/redis/*.ts'],
    tests: [
      ...tests(
        'src/stores/redis',
        'rows copies options scripts connection-attempts connection news survey-answers driver-cluster survey url',
      ),
      ...tests(
        'src/stores/redis',
        'vouching-steps leases redis-store feed replicas drivers redis vouching connected driver-cluster-servers',
      ),
    ],
  },
  postgres: {
    mutate: ['src/stores/postgres/*.ts'],
    tests: [
      ...tests(
        'src/stores/postgres',
        'options failure rows survey migrate connected certainty certainty-restart reader attaching',
      ),
      ...tests('src/stores/postgres', 'feed feed-waiting leases leases-settled news news-listening'),
      ...tests('src/stores/postgres', 'database database-connections driver-pg driver-postgres'),
      ...tests('src/stores/postgres', 'driver-postgres-connection driver-postgres-sockets several-hosts'),
      ...tests('src/stores/postgres', 'secrets postgres schema quarantine concurrency clients'),
    ],
  },
};
