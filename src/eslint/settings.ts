/**
 * `settings: { curfew: { budget: 15 * 60_000 } }`: how long a token may outlive its logout, ms. Throws `TypeError` for
 * anything else that it says: a setting that is misspelled would else be none.
 */
export function budgetIn(settings: Readonly<Record<string, unknown>>): number | undefined {
  const own = settings['curfew'];
  if (own === undefined) return undefined;
  if (typeof own !== 'object' || own === null || Array.isArray(own)) {
    throw new TypeError('settings.curfew is an object, such as { budget: 900000 }');
  }
  const unknown = Object.keys(own).filter((name) => name !== 'budget');
  if (unknown.length > 0) {
    throw new TypeError(
      `settings.curfew.${unknown.join(', settings.curfew.')}: unknown; there is budget alone`,
    );
  }
  const budget: unknown = 'budget' in own ? own.budget : undefined;
  if (budget === undefined) return undefined;
  if (typeof budget !== 'number' || !(budget >= 0)) {
    throw new TypeError('settings.curfew.budget is a number of milliseconds, such as 900000 for 15 minutes');
  }
  return budget;
}
