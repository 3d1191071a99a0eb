-- ARGV 7 the doubt, 8 the name of the incarnation that begins.
if not inDoubt(ARGV[7]) then return { 'over' } end
head = load()
redis.call('DEL', LOG, FACTS, EXPIRY, SESSIONS)
redis.call('HSET', HEAD, 'inc', ARGV[8], 'restored', 0)
head.gen, head.seq, head.kept = head.gen + 1, 0, 0
settle()
save(head)
return { 'ok' }
