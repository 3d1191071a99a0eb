import { SetupError } from '../setup-error.ts';
import { valuesOf } from './answer.ts';
import { fieldsOf, headerOf } from './fields.ts';
import {
  namesPassword,
  namesUser,
  plain,
  saysLogout,
  saysRefresh,
  saysRegister,
  saysSignIn,
} from './names.ts';
import type { Recorded } from './recorded.ts';
import { tokensOf } from './tokens.ts';

/**
 * The requests of a recording that sign in, the last one being the login, and its place. Throws `SetupError` when there is none.
 * One request alone is the login whatever it looks like: somebody said so.
 */
export function loginOf(
  recorded: readonly Recorded[],
  source: string,
): { readonly login: readonly Recorded[]; readonly at: number } {
  const worths = recorded.map(asLogin);
  const most = Math.max(0, ...worths);
  // Of several that are alike the last: the first may have had a wrong password.
  const at = recorded.length === 1 ? 0 : most > 0 ? worths.lastIndexOf(most) : -1;
  const login = recorded[at];
  if (!login)
    throw new SetupError(
      `nothing in ${source} looks like a login: no request has a password in it. Record from before the login on, or use --login-curl`,
    );
  const fields = fieldsOf(login.step);
  const hasUser = fields.some(({ name, value }) => namesUser(name) && value !== '');
  // A user name that was sent on its own, one page earlier.
  const earlier = hasUser ? [] : recorded.slice(0, at).filter((one) => isUserAlone(one, login));
  return { login: [...earlier.slice(-1), login], at };
}

function asLogin({ step, answer }: Recorded): number {
  if (step.method === 'GET' || step.method === 'OPTIONS' || step.method === 'HEAD') return 0;
  const path = URL.parse(step.url)?.pathname ?? '';
  const passwords = new Set(
    fieldsOf(step).flatMap(({ name, value }) => (namesPassword(name) && value !== '' ? [plain(name)] : [])),
  );
  const basic = /^basic /i.test(headerOf(step, 'authorization') ?? '');
  const says = saysSignIn(path) || /token|session|auth/i.test(path);
  if (passwords.size === 0 && !(says && (basic || saysSignIn(path)))) return 0;
  if (saysLogout(path) || saysRefresh(path)) return 0;
  const got = answer
    ? valuesOf(answer, 'set-cookie').length > 0 || tokensOf(answer).access !== undefined
    : false;
  const worth =
    10 +
    (passwords.size === 1 ? 10 : 0) +
    (says ? 5 : 0) +
    (got ? 6 : 0) -
    (saysRegister(path) ? 8 : 0) -
    (answer && answer.status >= 400 ? 12 : 0);
  return Math.max(worth, passwords.size > 0 ? 1 : 0);
}

function isUserAlone({ step }: Recorded, login: Recorded): boolean {
  if (step.method === 'GET' || URL.parse(step.url)?.origin !== URL.parse(login.step.url)?.origin)
    return false;
  const fields = fieldsOf(step).filter(({ value }) => value !== '');
  return fields.some(({ name }) => namesUser(name)) && fields.length <= 6;
}
