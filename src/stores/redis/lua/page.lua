-- ARGV 7-8 the log that is being read: incarnation, generation; 9 after which entry, 10 up to which.
head, refusal = believe()
if not head then return refusal end
if head.inc ~= ARGV[7] or head.gen ~= tonumber(ARGV[8]) then return { 'moved' } end
return { 'ok', redis.call('XRANGE', LOG, '(' .. ARGV[9] .. '-0', ARGV[10] .. '-0', 'COUNT', 2000) }
