/**
 * Guards of the Redis store, each with the test on a real server that must notice its absence.
 * @type {readonly { law: string, name: string, file: string, from: string, to: string, tests: string[], only?: string }[]}
 */
export const redis = guards('src/stores/redis', [
  [
    'the weakest promise of all nodes',
    'lua/changes.lua',
    ' else durable = durable and lease.durable == true end',
    ' end',
    'redis-promise',
  ],
  [
    'promising again after the promise fell',
    'lua/changes.lua',
    '  share(head, durable)\n',
    '',
    'redis-promise',
  ],
  [
    'believing a restart only where it was promised',
    'lua/prelude.lua',
    'return head.durable and not machine.promoted',
    'return not machine.promoted',
    'redis-promise',
  ],
  [
    'not believing a promoted replica',
    'lua/prelude.lua',
    'head.durable and not machine.promoted and (',
    'head.durable and (',
    'redis-promise',
  ],
  [
    'the node of a cluster that wrote the data',
    'lua/prelude.lua',
    ' and (not machine.cluster or (head.home and head.home == home()))',
    '',
    'cluster',
  ],
  [
    'the longest quarantine of all nodes',
    'lua/prelude.lua',
    'math.max(tonumber(ARGV[3]), head.quarantine)',
    'tonumber(ARGV[3])',
    'redis-attach',
  ],
  [
    'waiting the quarantine out',
    'connected.ts',
    "if (answer[0] !== 'starting' || performance.now() > end)",
    "if (answer[0] !== 'x')",
    'redis-attach',
  ],
  [
    'following to where the data is',
    'connection.ts',
    '!link.isOpen || isElsewhere(error) || isCutOff(error)',
    '!link.isOpen',
    'cluster',
  ],
  [
    'surveying every server it comes to',
    'connection.ts',
    '      await this.#welcome?.(',
    '      if (!this.#again) await this.#welcome?.(',
    'redis-attach',
  ],
  ['fewer replicas after a fail-over', 'copies.ts', 'else if (mayFall) this.#needed = 0;', '', 'cluster'],
  [
    'a look that is confirmed',
    'feed.ts',
    'return look(on, after, options, true);',
    'return look(on, after, options, false);',
    'cut-off-primary',
  ],
  [
    'letting a voucher finish',
    'lua/renew.lua',
    'if silent >= 0 and silent < 1500 then',
    'if false then',
    '../../src/stores/redis/vouching',
  ],
  [
    'counting what was evicted',
    'lua/prelude.lua',
    '  elseif not isWhole(head) then',
    '  elseif false then',
    'redis',
  ],
  [
    'believing no life that was given up',
    'lua/prelude.lua',
    "if young and not reason and ARGV[4] ~= '' and ARGV[4] ~= head.inc then",
    'if false then',
    'redis-promise',
  ],
  [
    'promising nothing on behalf of a server that was just met',
    'connection.ts',
    'return await this.#ask(await this.link(), commands);',
    "const made = commands.map((one) => (typeof one === 'function' ? one() : one));\n      return await this.#ask(await this.link(), made);",
    '../../src/stores/redis/connected',
  ],
  [
    'a limit to the silence of a Sentinel',
    'driver-ioredis.ts',
    '      sentinelCommandTimeout: limit / 2,\n',
    '',
    '../../src/stores/redis/sentinels',
  ],
  [
    'no look at INFO by a client of a cluster',
    'driver-cluster.ts',
    'connectTimeout: limit, enableReadyCheck: false,',
    'connectTimeout: limit,',
    '../../src/stores/redis/driver-cluster-servers',
  ],
  [
    'asking for a session that was evicted before it is taken for over',
    'lua/rotate.lua',
    'evicted(head, ARGV[7]) or ',
    '',
    '../../src/stores/redis/evicted-sessions',
  ],
  [
    'asking for a session that was evicted before it is met',
    'lua/session.lua',
    'evicted(head, ARGV[7]) or ',
    '',
    '../../src/stores/redis/evicted-sessions',
  ],
  [
    'counting the sessions that are listed',
    'lua/prelude.lua',
    "    and (head.listed == -1 or head.listed == redis.call('ZCARD', SESSIONS))\n",
    '',
    '../../src/stores/redis/evicted-sessions',
  ],
  [
    'listing again what was left of the sessions',
    'lua/remind.lua',
    '  if left > 0 then list(head, { sid = sid, subject = ARGV[at + 3] }, NOW + left) end\n',
    '',
    '../../src/stores/redis/evicted-sessions',
  ],
  ['building on nothing that is not whole', 'lua/vouch.lua', ' or not isWhole(head) then', ' then', 'redis'],
]);

/**
 * @param {string} folder
 * @param {readonly (readonly [string, string, string, string, string])[]} rows
 */
function guards(folder, rows) {
  return rows.map(([name, file, from, to, test]) => ({
    law: 'Remembered',
    name: `${name} (Redis)`,
    file: `${folder}/${file}`,
    from,
    to,
    tests: [`test/faults/${test}.test.ts`.replace('test/faults/../../', '')],
  }));
}
