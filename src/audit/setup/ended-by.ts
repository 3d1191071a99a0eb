import { isGood, valuesOf } from './answer.ts';
import type { Known } from './known.ts';
import { tokensOf } from './tokens.ts';
import type { Visitor } from './visitor.ts';

/** How much of what somebody held before a logout is dead after it: 1 for the read, 1 for the refresh. */
export async function endedBy({ me, refresh }: Known, stolen: Visitor): Promise<number> {
  const reply = await stolen.copy().send(me.step);
  const read = isGood(reply) && (me.canary === undefined || reply.text.includes(me.canary));
  if (!refresh) return read ? 0 : 1;
  const renewed = await stolen.copy().send(refresh.step);
  const { access, refresh: next } = tokensOf(renewed);
  const cookies = valuesOf(renewed, 'set-cookie').length > 0;
  const lives = isGood(renewed) && (access !== undefined || next !== undefined || cookies);
  return (read ? 0 : 1) + (lives ? 0 : 1);
}
