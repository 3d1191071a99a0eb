-- ARGV 7 how many facts, 8 how many sessions, 9… the facts, then the sessions: sid, record, issuer, subject, client,
-- tenant, started, seen, expires, began, its generation and sequence, the counter, when it was rotated.
head, refusal = believe()
if not head then return refusal end
local count = tonumber(ARGV[7])
for _, fact in ipairs(facts(9, count)) do
  if not has(fact) then append(head, fact) end
end
for index = 0, (reminding(head) and tonumber(ARGV[8]) or 0) - 1 do
  local at = 9 + count * 10 + index * 14
  local sid, began = ARGV[at], ARGV[at + 9]
  local ours = string.sub(began, 1, #head.inc + 1) == head.inc .. '.'
  local left = ours and redis.call('PTTL', sessionKey(head, sid)) or 0
  -- It is there, but its place in the indexes may be gone.
  if left > 0 then list(head, { sid = sid, subject = ARGV[at + 3] }, NOW + left) end
  if left == -2 then
    put(head, {
      sid = sid, record = ARGV[at + 1], issuer = ARGV[at + 2], subject = ARGV[at + 3], client = ARGV[at + 4],
      tenant = ARGV[at + 5], started = tonumber(ARGV[at + 6]), seen = ARGV[at + 7], expires = tonumber(ARGV[at + 8]),
      began = began, bg = ARGV[at + 10], bs = ARGV[at + 11], gen = ARGV[at + 12], rotated = ARGV[at + 13],
      -- When the counter moved is not known: it may have been a moment ago.
      moved = NOW, life = 0,
    })
  end
end
save(head)
redis.call('PUBLISH', PREFIX .. 'news', 'append')
return { 'ok' }
