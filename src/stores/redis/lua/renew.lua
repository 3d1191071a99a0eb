-- ARGV 7 the doubt, 8 the name of the incarnation that begins.
if not inDoubt(ARGV[7]) then return { 'over' } end
-- Somebody who knows is in the middle of saying it: whoever wants to begin anew asks again if that comes to nothing.
local silent = NOW - tonumber(redis.call('HGET', HEAD, 'vouching') or '0')
if silent >= 0 and silent < 1500 then return { 'later' } end
head = load()
redis.call('DEL', LOG, FACTS, EXPIRY, SESSIONS)
redis.call('HSET', HEAD, 'inc', ARGV[8], 'restored', 0)
head.gen, head.seq, head.kept = head.gen + 1, 0, 0
settle()
save(head)
return { 'ok' }
