import { json } from '../people/captured.ts';

/** Values of these tell one kind of message from another; those of others are what it says. */
const TELLING = /^(?:type|event|kind|op|opcode|action|cmd|command|method|topic|channel|stream|status|code)$/i;
/** What an application says to somebody whom it is about to shut out. */
const REFUSAL =
  /unauth|\bauth.{0,12}(?:fail|denied|error)|forbidden|denied|not allowed|log(?:ged)?.?(?:in|out)|sign(?:ed)?.?(?:in|out)|expired|revoked|invalid.{0,12}(?:token|session)|session.{0,12}(?:end|clos|invalid|gone)|\b(?:401|403|4401|4403)\b/i;

/**
 * What kind of message a text is: the same for two prices, another for a price and a farewell. Undefined for a refusal, which is no
 * sign that somebody is still served.
 */
export function kindOf(text: string): string | undefined {
  if (REFUSAL.test(text)) return undefined;
  const value = json(text);
  if (typeof value !== 'object' || value === null) return 'text';
  return shapeOf(value, 0);
}

function shapeOf(value: unknown, depth: number): string {
  if (Array.isArray(value)) return `[${value.length === 0 ? '' : shapeOf(value[0], depth + 1)}]`;
  if (typeof value !== 'object' || value === null || depth > 2) return typeof value;
  const members = Object.entries(value).map(([name, one]) =>
    TELLING.test(name) && typeof one !== 'object'
      ? `${name}=${String(one)}`
      : `${name}:${shapeOf(one, depth + 1)}`,
  );
  return `{${members.toSorted().join(',')}}`;
}
