-- ARGV 7 a replica, 8 the name of the very heartbeat that was found too old, or '' to leave.
local lease = redis.call('HGET', LEASES, ARGV[7])
if not lease or (ARGV[8] ~= '' and cjson.decode(lease).beat ~= ARGV[8]) then return { 'ok', 0 } end
redis.call('HDEL', LEASES, ARGV[7])
redis.call('HINCRBY', HEAD, 'nodes', -1)
redis.call('PUBLISH', PREFIX .. 'news', 'left')
return { 'ok', 1 }
