-- ARGV 7 the session: sid, record, issuer, subject, client, tenant, started, seen, expires,
-- 16 the limit: most, 'end-oldest' or 'refuse', idle; or '' for none.
head, refusal = believe()
if not head then return refusal end
-- In a cluster, this fails before anything is written while the slot moves to another master.
if redis.call('EXISTS', sessionKey(head, ARGV[7])) == 1 then
  return redis.error_reply('ERR there is a session with this id already')
end
local s = {
  sid = ARGV[7], record = ARGV[8], issuer = ARGV[9], subject = ARGV[10], client = ARGV[11], tenant = ARGV[12],
  started = tonumber(ARGV[13]), seen = ARGV[14], expires = tonumber(ARGV[15]),
}
local ended, surplus, inUse = {}, 0, {}
if ARGV[16] ~= '' then
  for _, sid in ipairs(redis.call('ZRANGE', subjectKey(head, s.subject), 0, -1)) do
    local other = session(head, sid)
    if other and not other.ended and other.issuer == s.issuer and s.started < other.expires
      and s.started - other.seen <= tonumber(ARGV[18]) then
      inUse[#inUse + 1] = other
    end
  end
  table.sort(inUse, function(a, b)
    return a.started < b.started or (a.started == b.started and a.order < b.order)
  end)
  surplus = #inUse + 1 - tonumber(ARGV[16])
  if surplus > 0 and ARGV[17] == 'refuse' then
    return { 'ok', head.inc, head.gen, head.seq, 0, {} }
  end
end
forget(head, s.started)
for index = 1, surplus do
  append(head, endOf(inUse[index], s.started, 'session limit'))
  ended[index] = inUse[index].session
end
s.bg, s.bs, s.began = head.gen, head.seq, head.inc .. '.' .. head.gen .. '.' .. head.seq
s.gen, s.rotated, s.moved, s.life = 0, 0, 0, head.gen
put(head, s)
save(head)
if #ended > 0 then redis.call('PUBLISH', PREFIX .. 'news', 'append') end
return { 'ok', head.inc, head.gen, head.seq, 1, ended }
