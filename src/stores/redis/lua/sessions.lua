-- ARGV 7 the subject, 8 '1' for those of everybody, 9-10 which ones, by their place in the index. Answers how many were
-- looked at, and those that have not ended.
head, refusal = believe()
if not head then return refusal end
local index = ARGV[8] == '1' and SESSIONS or subjectKey(head, ARGV[7])
local sids, open = redis.call('ZRANGE', index, ARGV[9], ARGV[10]), {}
for _, sid in ipairs(sids) do
  local s = session(head, sid)
  if s and not s.ended then open[#open + 1] = told(s) end
end
return { 'ok', #sids, open }
