-- ARGV 7 the session.
head, refusal = believe()
if not head then return refusal end
local s = session(head, ARGV[7])
if s then return { 'ok', told(s) } end
return evicted(head, ARGV[7]) or { reminding(head) and 'reminding' or 'ok' }
