import { capturedNames } from '../people/outgoing.ts';
import type { Plan } from '../plan.ts';
import { SetupError } from '../setup-error.ts';
import type { FilePlan } from './file-plan.ts';
import { guessOfFlag, stepOfFlag } from './flags.ts';
import type { Given } from './given.ts';

/** The plan of a file or a script, with what flags say instead. Throws `SetupError` for what is missing. `name` is the file's. */
export function finished(
  plan: Omit<FilePlan, 'login'> & Pick<Plan, 'login'>,
  given: Given,
  name: string,
): Plan {
  const access = plan.capture.some((one) => one.name === 'access') || typeof plan.login === 'function';
  const flag = (
    name_: string,
    value: string | undefined,
    method: string,
    like: Plan['me'] | undefined,
  ): Plan['me'] | undefined =>
    value === undefined ? like : stepOfFlag(guessOfFlag(name_, value, method, given.env), like, access);
  const me = flag('--me', given.me, 'GET', plan.me);
  const logout = flag('--logout', given.logout, 'POST', plan.logout);
  if (!me)
    throw new SetupError(
      `${name} has no me: a read that only this person may make, as in me: {get: /users/me}, or --me "GET /users/me"`,
    );
  if (!logout)
    throw new SetupError(`${name} has no logout, as in logout: {post: /logout}, or --logout "POST /logout"`);
  const bases = given.bases.length > 0 ? given.bases : plan.bases;
  if (bases.length === 0)
    throw new SetupError(
      `${name} does not say where the application is: base: http://127.0.0.1:3000, or --base`,
    );
  const whole: Plan = {
    ...plan,
    bases,
    me,
    logout,
    refresh: flag('--refresh', given.refresh, 'POST', plan.refresh),
    canary: given.canary ?? plan.canary,
  };
  checkNames(whole, name);
  return patient(whole, given);
}

/** A credential that nothing captures would go out as `{acess}`. */
function checkNames(plan: Plan, name: string): void {
  if (typeof plan.login === 'function') return;
  const known = new Set([...capturedNames(plan), ...Object.keys(plan.variables), 'newPassword']);
  const steps = [
    plan.me,
    plan.logout,
    plan.refresh,
    plan.logoutOthers,
    plan.logoutEverywhere,
    ...plan.login,
    ...plan.sockets,
  ];
  for (const step of steps)
    for (const [header, value] of step?.headers ?? [])
      for (const [, named = ''] of value.matchAll(/\{([A-Za-z_][\w.-]*)\}/g))
        if (!known.has(named))
          throw new SetupError(
            `${name}: the header ${header} needs {${named}}, which nothing captures; known are ${[...known].join(', ')}`,
          );
}

/** With the patience that was given. */
export function patient(plan: Plan, { patience }: Given): Plan {
  return patience === undefined ? plan : { ...plan, budget: { ...plan.budget, patience } };
}
