-- ARGV 7 the session, 8 the generation presented, 9 the caller's clock, 10 the grace, ms.
head, refusal = believe()
if not head then return refusal end
local s = session(head, ARGV[7])
if not s then return evicted(head, ARGV[7]) or { reminding(head) and 'reminding' or 'ok', 'ended' } end
local presented, now = tonumber(ARGV[8]), tonumber(ARGV[9])
if s.ended or now >= s.expires then return { 'ok', 'ended' } end
if presented == s.gen or (s.life < head.gen and presented > s.gen) then
  redis.call('HSET', sessionKey(head, ARGV[7]), 'gen', presented + 1, 'rotated', ARGV[9], 'seen', math.max(s.seen, now),
    'moved', NOW, 'life', head.gen)
  return { 'ok', 'rotated' }
end
if presented == s.gen - 1 and NOW - s.moved <= tonumber(ARGV[10]) then return { 'ok', 'repeated' } end
append(head, endOf(s, ARGV[9], 'refresh token reuse'))
save(head)
redis.call('PUBLISH', PREFIX .. 'news', 'append')
return { 'ok', 'reused' }
