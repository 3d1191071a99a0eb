import type { Step } from '../plan.ts';
import { fieldsOf, withFields } from './fields.ts';
import { namesCsrf, namesPassword, namesUser } from './names.ts';
import { withHeader } from './recorded.ts';
import type { Recorded } from './recorded.ts';
import { decoded } from '../texts/decoded.ts';

/** A value that a request must repeat from somewhere, and that was an old session's. */
export interface Want {
  readonly where: 'header' | 'field';
  readonly name: string;
  /** The name that the plan gives it. */
  readonly as: string;
  /** A cookie that had the same value: the application compares the two. */
  readonly cookie?: string | undefined;
  /** Whether its name says so. Without, it is only looked for where an input or a cookie has the same name. */
  readonly sure: boolean;
}

/** What a request repeats that is no credential: CSRF tokens, and what looks like one. */
export function wantsOf({ step, cookies }: Recorded): Want[] {
  const found: Omit<Want, 'as'>[] = [];
  const cookieOf = (value: string): string | undefined =>
    cookies.find(([, old]) => value.length >= 8 && (old === value || decoded(old) === value))?.[0];
  for (const [name, value] of step.headers) {
    if (/^(?:authorization|user-agent|referer|origin|accept.*|content-type)$/i.test(name)) continue;
    const cookie = cookieOf(value);
    if (namesCsrf(name) || cookie !== undefined) found.push({ where: 'header', name, cookie, sure: true });
  }
  for (const { name, value } of fieldsOf(step)) {
    if (namesPassword(name) || namesUser(name) || /^\{\w+\}$/.test(value)) continue;
    const cookie = cookieOf(value);
    const sure = namesCsrf(name) || cookie !== undefined;
    if (sure || isRandom(value)) found.push({ where: 'field', name, cookie, sure });
  }
  return found.map((want, at) => ({ ...want, as: at === 0 ? 'csrf' : `csrf${at + 1}` }));
}

/** The step with `{csrf}` in the place of the old value. */
export function withWant(step: Step, { where, name, as }: Want): Step {
  if (where === 'header') return withHeader(step, name, `{${as}}`);
  return withFields(step, (field) => (field.name === name ? `{${as}}` : undefined));
}

function isRandom(value: string): boolean {
  return value.length >= 16 && /^[\w.~+/=:|-]+$/.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value);
}
