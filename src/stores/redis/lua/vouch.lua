-- ARGV 7 the doubt, 8-10 the voucher's cursor, 11 '1' for the last portion, 12 how many facts, 13… the facts.
-- Until the last portion the store stays in doubt; what has been brought is true in any case.
if not inDoubt(ARGV[7]) then return { 'over' } end
head = load()
if head.inc ~= ARGV[8] then redis.call('DEL', SESSIONS) end
-- Of what is not whole, nothing can be built upon: the log and its indexes would say different things.
if head.inc ~= ARGV[8] or not isWhole(head) then
  redis.call('DEL', LOG, FACTS, EXPIRY)
  redis.call('HSET', HEAD, 'inc', ARGV[8], 'nodes', redis.call('HLEN', LEASES))
  redis.call('PERSIST', HEAD)
  head.inc, head.kept = ARGV[8], 0
end
head.seq = math.max(head.seq, tonumber(ARGV[10]))
for _, fact in ipairs(facts(13, tonumber(ARGV[12]))) do
  if not has(fact) then append(head, fact) end
end
if ARGV[11] == '1' then
  -- By a leap of its own: see nextGeneration() in position.ts.
  head.gen = math.max(head.gen, tonumber(ARGV[9])) + 1 + clock[2] % 1000
  redis.call('HSET', HEAD, 'restored', NOW)
  settle()
else
  redis.call('HSET', HEAD, 'vouching', NOW)
end
save(head)
return { 'ok' }
