-- ARGV 7 the caller's clock, 8 how many facts, 9… the facts. Answers incarnation, generation, sequence.
head, refusal = believe()
if not head then return refusal end
forget(head, ARGV[7])
for _, fact in ipairs(facts(9, tonumber(ARGV[8]))) do append(head, fact) end
save(head)
redis.call('PUBLISH', PREFIX .. 'news', 'append')
return { 'ok', head.inc, head.gen, head.seq }
