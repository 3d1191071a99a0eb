-- ARGV 7 how many facts, 8 how many sessions, 9… the facts, then the sessions: sid, record, issuer, subject, client,
-- tenant, started, seen, expires, began, its generation and sequence, the counter, when it was rotated.
head, refusal = believe()
if not head then return refusal end
local count = tonumber(ARGV[7])
for _, fact in ipairs(facts(9, count)) do
  if not has(fact) then append(head, fact) end
end
save(head)
for index = 0, (reminding(head) and tonumber(ARGV[8]) or 0) - 1 do
  local at = 9 + count * 10 + index * 14
  local sid, began = ARGV[at], ARGV[at + 9]
  local ours = string.sub(began, 1, #head.inc + 1) == head.inc .. '.'
  if ours and redis.call('EXISTS', sessionKey(head, sid)) == 0 then
    put(head, {
      sid = sid, record = ARGV[at + 1], issuer = ARGV[at + 2], subject = ARGV[at + 3], client = ARGV[at + 4],
      tenant = ARGV[at + 5], started = tonumber(ARGV[at + 6]), seen = ARGV[at + 7], expires = tonumber(ARGV[at + 8]),
      began = began, bg = ARGV[at + 10], bs = ARGV[at + 11], gen = ARGV[at + 12], rotated = ARGV[at + 13],
      -- When the counter moved is not known: it may have been a moment ago.
      moved = NOW, life = 0,
    })
  end
end
redis.call('PUBLISH', PREFIX .. 'news', 'append')
return { 'ok' }
