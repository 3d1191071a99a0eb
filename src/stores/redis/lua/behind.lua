-- ARGV 7-9 a cursor. Answers the leases that have not got as far: replica, beat, staleness.
head, refusal = believe()
if not head then return refusal end
if head.inc ~= ARGV[7] or head.gen ~= tonumber(ARGV[8]) then return { 'moved' } end
local behind = {}
local leases = redis.call('HGETALL', LEASES)
for index = 1, #leases, 2 do
  local lease = cjson.decode(leases[index + 1])
  if lease.staleness > 0 and (lease.gen ~= head.gen or lease.seq < tonumber(ARGV[9])) then
    behind[#behind + 1] = { leases[index], lease.beat, lease.staleness }
  end
end
return { 'ok', behind }
