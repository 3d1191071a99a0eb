-- ARGV 7 the session, 8 when it was seen, ms.
head, refusal = believe()
if not head then return refusal end
local s = session(head, ARGV[7])
if s and not s.ended and s.seen < tonumber(ARGV[8]) then
  redis.call('HSET', sessionKey(head, ARGV[7]), 'seen', ARGV[8])
end
return { 'ok' }
