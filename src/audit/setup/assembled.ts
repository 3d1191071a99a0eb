import type { Capture, Plan, Step } from '../plan.ts';
import { namesIn } from '../people/template.ts';
import type { Draft } from './draft.ts';
import type { Logout } from './find-logout.ts';
import type { Known } from './known.ts';

/** What an owner who has promised nothing is held to: dead at once, and this device alone. ms. */
export const STRICT: Plan['budget'] = { access: 0, refresh: 0, scope: 'device', patience: 30_000 };

/** Puts what was given and what was found together. */
export function assembled(
  draft: Draft,
  { signedIn, me, refresh, logout }: Known & { readonly logout: Logout },
): Plan {
  const login = signedIn.steps.at(-1);
  const around = [...signedIn.steps.slice(0, -1), ...logout.after];
  const used = new Set(
    [me.step, logout.step, ...(refresh ? [refresh.step] : [])].flatMap(({ url, headers, body }) =>
      namesIn([url, ...headers.map(([, value]) => value), body ?? ''].join('\n')),
    ),
  );
  const captures = signedIn.captures.filter(
    ({ name }) => ['access', 'refresh'].includes(name) || used.has(name),
  );
  // An answer that tells a CSRF token may have it where another has the access token.
  const apart = around.some(({ capture = [] }) => capture.some(({ from }) => from.kind === 'json'));
  const repeated = uniqueCaptures(around.flatMap(repeatedBy));
  const steps = signedIn.steps.map((step) => (apart && step === login ? withCaptures(step, captures) : step));
  const renewal = refresh && (apart ? withCaptures(refresh.step, captures) : refresh.step);
  const relative = (step: Step): Step => ({ ...step, url: below(step.url, draft.bases) });
  return {
    bases: draft.bases,
    login: [...steps, ...logout.after].map(relative),
    capture: [...(apart ? [] : captures), ...repeated],
    me: relative(me.step),
    canary: draft.canary ?? me.canary,
    refresh: renewal && relative(renewal),
    logout: relative(logout.step),
    sockets: [],
    budget: STRICT,
    variables: draft.variables,
    guesses: [
      ...(login && draft.loginWhy !== undefined
        ? [`login: ${login.method} ${below(login.url, draft.bases)}, ${draft.loginWhy}`]
        : []),
      ...signedIn.steps
        .slice(0, -1)
        .map(
          ({ method, url, capture = [] }) =>
            `before the login: ${method} ${below(url, draft.bases)}${told(capture)}`,
        ),
      me.why,
      ...(refresh ? [refresh.why] : []),
      ...logout.after.map(
        ({ method, url, capture = [] }) =>
          `before the logout: ${method} ${below(url, draft.bases)}${told(capture)}`,
      ),
      logout.why,
    ],
  };
}

/** A script repeats a cookie as it is now, whichever answer has set it. */
function repeatedBy({ capture = [] }: Step): Capture[] {
  return capture.filter(({ from }) => from.kind === 'cookie');
}

function uniqueCaptures(captures: readonly Capture[]): Capture[] {
  return [...new Map(captures.map((one) => [JSON.stringify(one), one])).values()];
}

function withCaptures(step: Step, captures: readonly Capture[]): Step {
  return {
    ...step,
    capture: [
      ...captures.filter(({ name }) => !step.capture?.some((one) => one.name === name)),
      ...(step.capture ?? []),
    ],
  };
}

function told(captures: readonly Capture[]): string {
  const words = captures.map(({ name, from }) => {
    switch (from.kind) {
      case 'json':
        return `${name} is at ${from.path}`;
      case 'header':
        return `${name} is the header ${from.name}`;
      case 'cookie':
        return `${name} is the cookie ${from.name}`;
      default:
        return `${name} is in the page`;
    }
  });
  return words.length === 0 ? '' : `: ${words.join(', ')}`;
}

/** The URL from the base on, so that it can be asked of every node; another origin's stays whole. */
function below(url: string, [base = '']: readonly string[]): string {
  const from = base.replace(/\/$/, '');
  return url.startsWith(`${from}/`) ? url.slice(from.length) : url;
}
