-- What every script begins with.
-- KEYS  head, log, facts, expiry, leases, sessions: all in one slot.
-- ARGV  1 a random name, should a doubt begin   2 '1' where the caller promises that the server loses nothing in a restart
--       3 for how long the caller would not believe a server that was started anew, ms
--       4-6 a place that the caller has seen: incarnation, generation, sequence, or ''
-- Each answers { 'ok', ... }, { 'doubt', ... } or { 'starting' }.
local HEAD, LOG, FACTS, EXPIRY, LEASES, SESSIONS = unpack(KEYS)
local PREFIX = string.sub(HEAD, 1, -5)
local clock = redis.call('TIME')
local NOW = clock[1] * 1000 + math.floor(clock[2] / 1000)
local PAD = 60000

-- Which process this is, since when, and whether it has been a replica before. Nothing where INFO is not allowed.
local function server()
  local info = redis.pcall('INFO', 'server')
  if type(info) ~= 'string' then return { id = '', up = 0, promoted = false, cluster = false } end
  local repl = redis.pcall('INFO', 'replication')
  local offset = type(repl) == 'string' and string.match(repl, 'second_repl_offset:(%-?%d+)') or '-1'
  return {
    id = string.match(info, 'run_id:(%w+)') or '',
    up = tonumber(string.match(info, 'uptime_in_seconds:(%d+)') or '0') * 1000,
    promoted = offset ~= '-1',
    cluster = string.find(info, '_mode:cluster', 1, true) ~= nil,
  }
end

-- Which node of a cluster this is, whatever process it runs in; '' where that may not be asked.
local function home()
  local id = redis.pcall('CLUSTER', 'MYID')
  return type(id) == 'string' and id or ''
end

local function load()
  local v = redis.call('HMGET', HEAD, 'inc', 'gen', 'seq', 'kept', 'indexed', 'cert', 'doubt', 'reason', 'bg', 'bs',
    'began', 'restored', 'nodes', 'durable', 'quarantine', 'home', 'listed')
  return {
    inc = v[1], gen = tonumber(v[2] or '0'), seq = tonumber(v[3] or '0'),
    kept = tonumber(v[4] or '0'), indexed = tonumber(v[5] or '0'),
    cert = v[6], doubt = v[7], reason = v[8], bg = tonumber(v[9] or '-1'), bs = tonumber(v[10] or '-1'),
    began = tonumber(v[11] or '0'), restored = tonumber(v[12] or '0'), nodes = tonumber(v[13] or '0'),
    durable = v[14] == '1', quarantine = tonumber(v[15] or '0'), home = v[16], listed = tonumber(v[17] or '-1'),
  }
end

local function save(head)
  head.indexed, head.listed = redis.call('HLEN', FACTS), redis.call('ZCARD', SESSIONS)
  redis.call('HSET', HEAD, 'gen', head.gen, 'seq', head.seq, 'kept', head.kept, 'indexed', head.indexed, 'listed',
    head.listed)
end

-- Whether everything is there that has been written and is still needed.
local function isWhole(head)
  return head.kept == redis.call('XLEN', LOG) and head.kept == redis.call('ZCARD', EXPIRY)
    and head.indexed == redis.call('HLEN', FACTS) and head.nodes == redis.call('HLEN', LEASES)
    -- What an earlier version wrote does not say how many sessions are listed.
    and (head.listed == -1 or head.listed == redis.call('ZCARD', SESSIONS))
end

local function name(doubt, machine)
  return doubt .. '@' .. machine.id
end

-- Whether a restart of the process that wrote the data has lost nothing. A replica that was promoted may lag, and another
-- node of a cluster was not there.
local function survived(head, machine)
  return head.durable and not machine.promoted and (not machine.cluster or (head.home and head.home == home()))
end

-- The head, if the data is to be believed; else nil and the answer. What speaks against it is written down.
local function believe()
  local head, machine = load(), server()
  local reason
  local restarted = head.inc and machine.id ~= '' and head.cert ~= machine.id
  if not head.inc then
    reason = 'it is empty'
  elseif not isWhole(head) then
    reason = 'part of its data is gone'
  elseif restarted and not survived(head, machine) then
    reason = 'its data was written by another process of the server'
  end
  -- It has lost nothing; but an older copy of its data may have been put in place, and who knows must speak first.
  local young = restarted and machine.up < math.max(tonumber(ARGV[3]), head.quarantine)
  -- Even a life of the data that was given up: that one follows another may be all that there is to tell.
  if young and not reason and ARGV[4] ~= '' and ARGV[4] ~= head.inc then
    reason = 'a node follows another life of its data'
  end
  local g, s = tonumber(ARGV[5]), tonumber(ARGV[6])
  if head.inc and ARGV[4] == head.inc and (g > head.gen or (g == head.gen and s > head.seq)) then
    reason = 'its log is shorter than it was'
    if g > head.bg or (g == head.bg and s > head.bs) then
      head.bg, head.bs = g, s
      redis.call('HSET', HEAD, 'bg', g, 'bs', s)
    end
  end
  if reason or head.doubt then
    if not head.doubt then
      head.doubt, head.reason = ARGV[1], reason
      redis.call('HSET', HEAD, 'doubt', head.doubt, 'reason', reason)
    end
    -- Where nobody begins to use it, nothing stays.
    if not head.inc then redis.call('PEXPIRE', HEAD, 60000) end
    -- A process that was there before the data came may have been up for long.
    local age = (restarted and not machine.promoted and not machine.cluster) and machine.up or 0
    return nil, { 'doubt', name(head.doubt, machine), head.reason, age, head.bg, head.bs }
  end
  if restarted then
    if young then return nil, { 'starting' } end
    redis.call('HSET', HEAD, 'cert', machine.id)
  end
  return head
end

-- Writes down what holds for everybody: whether all nodes that run promise that the server loses nothing, and for how
-- long they may answer from memory. Whoever runs no node, like the command line, goes by that.
local function share(head, durable)
  if durable == head.durable and tonumber(ARGV[3]) == head.quarantine then return end
  redis.call('HSET', HEAD, 'durable', durable and '1' or '0', 'quarantine', ARGV[3])
end

-- Whether `doubt` is the one that is open.
local function inDoubt(doubt)
  local open = redis.call('HGET', HEAD, 'doubt')
  return open and name(open, server()) == doubt
end

-- From now on the data is believed, as that of this process, and its log has begun a new generation. What the nodes
-- promised of another process does not hold for this one: those that have looked at it say so again.
local function settle()
  local machine = server()
  redis.call('HDEL', HEAD, 'doubt', 'reason', 'bg', 'bs', 'durable', 'vouching')
  redis.call('HSET', HEAD, 'cert', machine.id, 'began', NOW, 'nodes', redis.call('HLEN', LEASES), 'home',
    machine.cluster and home() or '')
  redis.call('PERSIST', HEAD)
  redis.call('PUBLISH', PREFIX .. 'news', 'settled')
end

local function field(kind, issuer, id)
  return kind .. ' ' .. #issuer .. ' ' .. issuer .. ' ' .. id
end

-- Of many cut-offs of one thing, each of which spares a session, two say it all: the last one, and the last that spares
-- another session than that. They are kept for as long as any of them.
local function essence(kind, list)
  if kind == 'token' or kind == 'session' or #list < 3 then return list end
  local function later(a, b) return not b or a.g > b.g or (a.g == b.g and a.s > b.s) end
  local last, other, expires = nil, nil, 0
  for _, fact in ipairs(list) do
    if later(fact, last) then last = fact end
    expires = math.max(expires, fact.e)
  end
  for _, fact in ipairs(list) do
    if fact.x ~= last.x and later(fact, other) then other = fact end
  end
  last.e, other.e = expires, expires
  return { last, other }
end

-- Logs a fact; one that is brought back has the place (g, s) at which it was logged first.
local function append(head, f)
  head.seq = head.seq + 1
  head.kept = head.kept + 1
  local g, s = f.g or head.gen, f.s or head.seq
  -- One text an entry: a node that joins is told a thousand at once.
  local text = cjson.encode({ f.kind, f.id, f.issuer, f.except, f.at, f.expires, f.reason, f.by, g, s })
  redis.call('XADD', LOG, head.seq .. '-0', 'f', text)
  local where = field(f.kind, f.issuer, f.id)
  local known = redis.call('HGET', FACTS, where)
  local list = known and cjson.decode(known) or {}
  local fact = { x = f.except, g = g, s = s, a = tonumber(f.at), e = tonumber(f.expires), n = head.seq }
  local at = #list + 1
  for index, other in ipairs(list) do
    if other.x == fact.x then
      at = index
      if other.g > fact.g or (other.g == fact.g and other.s > fact.s) then fact.g, fact.s = other.g, other.s end
      fact.a, fact.e = math.max(fact.a, other.a), math.max(fact.e, other.e)
    end
  end
  list[at] = fact
  list = essence(f.kind, list)
  for _, kept in ipairs(list) do redis.call('ZADD', EXPIRY, kept.e, kept.n) end
  -- One that others make superfluous is told all the same, and forgotten with them.
  redis.call('ZADD', EXPIRY, 'NX', list[1].e, head.seq)
  redis.call('HSET', FACTS, where, cjson.encode(list))
end

-- Whether the log says already what a fact says that is brought back.
local function has(f)
  local known = redis.call('HGET', FACTS, field(f.kind, f.issuer, f.id))
  for _, other in ipairs(known and cjson.decode(known) or {}) do
    local covered = other.g > f.g or (other.g == f.g and other.s >= f.s)
    if other.x == f.except and covered and other.e >= tonumber(f.expires) then return true end
  end
  return false
end

-- The fact that ended a bearer, if any: issuer, token, session, subject, client, tenant, and where it began.
local function ender(b)
  local names, cuts = {}, {}
  local function ask(kind, id, cut)
    if not id or id == '' then return end
    for _, issuer in ipairs({ b.issuer, '*' }) do
      names[#names + 1] = field(kind, issuer, id)
      cuts[#cuts + 1] = cut
    end
  end
  ask('token', b.token, false)
  ask('session', b.session, false)
  ask('subject', b.subject, true)
  ask('client', b.client, true)
  ask('tenant', b.tenant, true)
  ask('everything', '*', true)
  for index, known in ipairs(redis.call('HMGET', FACTS, unpack(names))) do
    for _, fact in ipairs(known and cjson.decode(known) or {}) do
      if not cuts[index] then return fact end
      if (fact.x == '' or fact.x ~= b.session) and (b.bg < fact.g or (b.bg == fact.g and b.bs < fact.s)) then return fact end
    end
  end
  return nil
end

-- Drops what both the caller's clock and this server's agree to be over; a little at a time.
local function forget(head, now)
  local over = math.min(tonumber(now), NOW)
  for _, place in ipairs(redis.call('ZRANGEBYSCORE', EXPIRY, '-inf', '(' .. over, 'LIMIT', 0, 100)) do
    local id = place .. '-0'
    local entry = redis.call('XRANGE', LOG, id, id)[1]
    if entry then
      local f = cjson.decode(entry[2][2])
      local where = field(f[1], f[3], f[2])
      local known, left = redis.call('HGET', FACTS, where), {}
      for _, fact in ipairs(known and cjson.decode(known) or {}) do
        if fact.n ~= tonumber(place) then left[#left + 1] = fact end
      end
      if #left > 0 then redis.call('HSET', FACTS, where, cjson.encode(left)) else redis.call('HDEL', FACTS, where) end
      redis.call('XDEL', LOG, id)
      head.kept = head.kept - 1
    end
    redis.call('ZREM', EXPIRY, place)
  end
  redis.call('ZREMRANGEBYSCORE', SESSIONS, '-inf', '(' .. (over - PAD))
end

-- Facts from ARGV, `from` on: kind, id, issuer, except, at, expires, reason, by, and the place of one that is brought back.
local function facts(from, count)
  local list = {}
  for index = 0, count - 1 do
    local at = from + index * 10
    list[#list + 1] = {
      kind = ARGV[at], id = ARGV[at + 1], issuer = ARGV[at + 2], except = ARGV[at + 3], at = ARGV[at + 4],
      expires = ARGV[at + 5], reason = ARGV[at + 6], by = ARGV[at + 7],
      g = tonumber(ARGV[at + 8]), s = tonumber(ARGV[at + 9]),
    }
  end
  return list
end

local function sessionKey(head, sid) return PREFIX .. 's:' .. head.inc .. ':' .. sid end
local function subjectKey(head, subject) return PREFIX .. 'u:' .. head.inc .. ':' .. subject end

-- A session with everything that is stored of it, or nil.
local function session(head, sid)
  local v = redis.call('HMGET', sessionKey(head, sid), 'record', 'began', 'bg', 'bs', 'gen', 'rotated', 'seen', 'moved',
    'life', 'issuer', 'subject', 'client', 'tenant', 'started', 'expires', 'order')
  if not v[1] then return nil end
  local s = {
    record = v[1], began = v[2], bg = tonumber(v[3]), bs = tonumber(v[4]), gen = tonumber(v[5]), rotated = v[6],
    seen = tonumber(v[7]), moved = tonumber(v[8]), life = tonumber(v[9]), issuer = v[10], subject = v[11], client = v[12],
    tenant = v[13], started = tonumber(v[14]), expires = tonumber(v[15]), order = tonumber(v[16]), session = sid,
  }
  local fact = ender(s)
  s.ended = fact and fact.a
  return s
end

-- The answer about a session that is not there though its time has not come: Redis has thrown it away. The nodes that have
-- met it may bring it back; it is asked for once, so that it is over if none has.
local function evicted(head, sid)
  local keep = redis.call('ZSCORE', SESSIONS, sid)
  if not keep or tonumber(keep) <= NOW then return nil end
  redis.call('ZREM', SESSIONS, sid)
  save(head)
  redis.call('HSET', HEAD, 'doubt', ARGV[1], 'reason', 'part of its data is gone')
  redis.call('PUBLISH', PREFIX .. 'news', 'doubt')
  local _, doubt = believe()
  return doubt
end

-- What is answered of a session.
local function told(s)
  return { s.record, s.began, s.gen, s.rotated, s.seen, s.ended or '', s.order }
end

-- Whether sessions that are missing may yet be brought back.
local function reminding(head) return NOW - head.restored < 3000 end

-- Writes the place of a session in the indexes, each for as long as it is needed.
local function list(head, s, keep)
  local index = subjectKey(head, s.subject)
  redis.call('ZREMRANGEBYSCORE', index, '-inf', '(' .. NOW - PAD)
  redis.call('ZADD', index, keep, s.sid)
  if redis.call('PTTL', index) < keep - NOW then redis.call('PEXPIREAT', index, keep) end
  redis.call('ZADD', SESSIONS, keep, s.sid)
end

-- Writes a session, for as long as it is needed.
local function put(head, s)
  local keep = math.max(s.expires, NOW + s.expires - s.started) + PAD
  local key = sessionKey(head, s.sid)
  redis.call('HSET', key, 'record', s.record, 'began', s.began, 'bg', s.bg, 'bs', s.bs, 'gen', s.gen, 'rotated', s.rotated,
    'seen', s.seen, 'moved', s.moved, 'life', s.life, 'issuer', s.issuer, 'subject', s.subject, 'client', s.client,
    'tenant', s.tenant, 'started', s.started, 'expires', s.expires, 'order', redis.call('HINCRBY', HEAD, 'order', 1))
  redis.call('PEXPIREAT', key, keep)
  list(head, s, keep)
end

-- The fact that ends a session.
local function endOf(s, at, reason)
  return {
    kind = 'session', id = s.session, issuer = s.issuer, except = '', at = at, expires = s.expires + PAD, reason = reason,
    by = '',
  }
end

local head, refusal = nil, nil
