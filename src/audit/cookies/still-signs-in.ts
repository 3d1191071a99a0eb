import type { Context } from '../context.ts';
import type { Cookie } from './cookie.ts';
import type { Person } from '../people/person.ts';

/** Whether cookies that a browser still has after the logout open `me`, or refresh, without any token beside them. */
export async function stillSignsIn(
  context: Context,
  person: Person,
  left: readonly Cookie[],
): Promise<boolean> {
  if (left.length === 0) return false;
  const cookies = left.map(({ name, value }) => [name, value] as const);
  if ((await context.me(person, { bare: true, cookies })).state === 'alive') return true;
  if (!context.plan.refresh) return false;
  const { seen } = await context.refresh(person, { cookies, values: { access: '', refresh: '' } });
  return seen?.state === 'alive';
}
