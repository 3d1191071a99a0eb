-- ARGV 7 the staleness of the node, or ''. Answers incarnation, generation, age, and the leases with another staleness.
head, refusal = believe()
if not head then return refusal end
local others, durable = {}, ARGV[2] == '1'
local leases = redis.call('HGETALL', LEASES)
for index = 1, #leases, 2 do
  local lease = cjson.decode(leases[index + 1])
  durable = durable and lease.durable == true
  if tostring(lease.staleness) ~= ARGV[7] then
    others[#others + 1] = { leases[index], lease.beat, lease.staleness }
  end
end
if ARGV[7] ~= '' and #others == 0 then share(head, durable) end
return { 'ok', head.inc, head.gen, math.max(0, NOW - head.began), others }
