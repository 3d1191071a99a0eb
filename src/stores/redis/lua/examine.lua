-- Writes nothing, and begins no doubt. Answers the head, what is there beside what it counts, whether it is that of this
-- process, or of one whose end lost nothing, and the leases.
head = load()
local machine = server()
local isOwn = machine.id == '' or head.cert == machine.id or survived(head, machine)
return { 'ok', head.inc or '', head.gen, head.seq, head.kept, head.indexed, head.nodes, redis.call('XLEN', LOG),
  redis.call('ZCARD', EXPIRY), redis.call('HLEN', FACTS), redis.call('HLEN', LEASES), redis.call('ZCARD', SESSIONS),
  isWhole(head) and 1 or 0, head.doubt and (head.reason or 'unknown') or '', isOwn and 1 or 0,
  machine.promoted and 1 or 0, head.durable and 1 or 0, redis.call('HGETALL', LEASES) }
