-- ARGV 7 the replica that asks, or '', 8 its staleness, 9 how many entries at most, 10 '1' to write. ARGV 4-6 is what it has applied.
-- Answers incarnation, generation, sequence, reset, the first entries as one JSON text, each its place and its fact; or a lease with another staleness.
head, refusal = believe()
if not head then return refusal end
-- A primary that was cut off from its replicas can go on reading for ever: only a write can be confirmed by them.
if ARGV[10] == '1' then redis.call('HINCRBY', HEAD, 'beat', 1) end
local same = ARGV[4] == head.inc and tonumber(ARGV[5]) == head.gen
if ARGV[7] ~= '' then
  local leases = redis.call('HGETALL', LEASES)
  local before, durable = nil, ARGV[2] == '1'
  for index = 1, #leases, 2 do
    local lease = cjson.decode(leases[index + 1])
    if tostring(lease.staleness) ~= ARGV[8] then
      return { 'conflict', leases[index], lease.beat, lease.staleness }
    end
    if leases[index] == ARGV[7] then before = lease else durable = durable and lease.durable == true end
  end
  local lease = {
    gen = same and head.gen or -1,
    seq = same and tonumber(ARGV[6]) or -1,
    staleness = tonumber(ARGV[8]),
    durable = ARGV[2] == '1',
    -- A number would come again when the data goes back.
    beat = ARGV[1],
  }
  if redis.call('HSET', LEASES, ARGV[7], cjson.encode(lease)) == 1 then redis.call('HINCRBY', HEAD, 'nodes', 1) end
  share(head, durable)
  if not before or before.gen ~= lease.gen or before.seq ~= lease.seq then
    redis.call('PUBLISH', PREFIX .. 'news', 'applied')
  end
end
local from = same and '(' .. ARGV[6] .. '-0' or '-'
local told = {}
for index, entry in ipairs(redis.call('XRANGE', LOG, from, '+', 'COUNT', ARGV[9])) do
  told[index] = '[' .. string.match(entry[1], '%d+') .. ',' .. entry[2][2] .. ']'
end
local reset = (ARGV[4] ~= '' and not same) and 1 or 0
return { 'ok', head.inc, head.gen, head.seq, reset, '[' .. table.concat(told, ',') .. ']' }
