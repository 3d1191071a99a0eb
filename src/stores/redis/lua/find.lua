-- ARGV 7 issuer, token, session, subject, client, tenant, 13 where it began: generation, sequence.
head, refusal = believe()
if not head then return refusal end
local fact = ender({
  issuer = ARGV[7], token = ARGV[8], session = ARGV[9], subject = ARGV[10], client = ARGV[11], tenant = ARGV[12],
  bg = tonumber(ARGV[13]), bs = tonumber(ARGV[14]),
})
if not fact then return { 'ok' } end
local id = fact.n .. '-0'
local entry = redis.call('XRANGE', LOG, id, id)[1]
return { 'ok', entry and entry[2][2] }
