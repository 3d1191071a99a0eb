import { Gate } from '../network/gate.ts';
import type { Plan, Step } from '../plan.ts';
import { Secrets } from '../secrets/secrets.ts';
import { Sender } from '../network/sender.ts';
import { SetupError } from '../setup-error.ts';
import type { Draft, Guess } from './draft.ts';
import { findLogout, type Logout } from './find-logout.ts';
import { findMe, type Me } from './find-me.ts';
import { findRefresh, mayRefresh, type Refresh } from './find-refresh.ts';
import { Neighbourhood } from './neighbourhood.ts';
import { assembled } from './assembled.ts';
import { signIns, type SignedIn } from './sign-in.ts';
import type { Site } from './visitor.ts';

/** What trying may do, and whom it tells. */
export interface Trial {
  readonly allowHosts: readonly string[];
  readonly maxRequests: number;
  readonly signal: AbortSignal;
  readonly tell: (what: string) => void;
  /** Told how many requests were made. */
  readonly counted: (requests: number) => void;
}

const TIMEOUT = 15_000;

/**
 * Finds by trying what a draft lacks: where its CSRF token comes from, which tokens the login answers, a read that only this person may
 * make, the refresh and the logout. Every request passes the gate. Throws `SetupError` that says what to give when something cannot
 * be found; rejects with the reason of `signal`.
 */
export async function complete(draft: Draft, trial: Trial): Promise<Plan> {
  const secrets = new Secrets();
  for (const [name, value] of Object.entries(draft.variables)) secrets.add(name, value);
  const gate = new Gate(trial.allowHosts, trial.maxRequests);
  const [base = ''] = draft.bases;
  const site: Site = {
    base,
    variables: draft.variables,
    sender: new Sender(gate, secrets, TIMEOUT, trial.signal, () => undefined),
    tell: (what) => trial.tell(secrets.conceal(what)),
  };
  try {
    const { signedIn, me } = await meOf(site, draft);
    const near = new Neighbourhood(site, signedIn, draft.traced, me);
    const refresh = await refreshOf(site, draft, signedIn, near);
    const logout = await logoutOf(site, draft, { signedIn, me, refresh }, near);
    return assembled(draft, { signedIn, me, refresh, logout });
  } catch (error) {
    // Whatever an application answers may end up in a message.
    if (error instanceof SetupError) throw new SetupError(secrets.conceal(error.message));
    throw error;
  } finally {
    trial.counted(gate.made);
  }
}

async function meOf(site: Site, draft: Draft): Promise<{ readonly signedIn: SignedIn; readonly me: Me }> {
  const given = draft.me.filter((one) => one.given === true);
  let last: SignedIn | undefined;
  for await (const signedIn of signIns(site, draft)) {
    last = signedIn;
    const near = new Neighbourhood(site, signedIn, draft.traced);
    const me = await findMe(site, signedIn, given.length > 0 ? near.own(given) : near.me(draft.me));
    if (me) return { signedIn, me };
  }
  const what = last ? `${last.reply.request.method} ${last.reply.request.url.pathname}` : 'the login';
  const [first] = given;
  if (first)
    throw new SetupError(
      `${first.step.method} ${shown(first.step)} answers the same to somebody who is signed in by ${what} and to nobody, or nothing good to either: name another read by --me, and look whether the login works`,
    );
  throw new SetupError(
    `after ${what} nothing was found that opens for this person alone: is the password right? If it is, name such a read by --me "GET /path"`,
  );
}

async function refreshOf(
  site: Site,
  draft: Draft,
  signedIn: SignedIn,
  near: Neighbourhood,
): Promise<Refresh | undefined> {
  const given = draft.refresh.filter((one) => one.given === true);
  if (given.length === 0 && !mayRefresh(signedIn)) return undefined;
  const found = await findRefresh(
    site,
    await near.fresh(),
    given.length > 0 ? near.own(given) : near.refresh(draft.refresh),
  );
  const [first] = given;
  if (!found && first)
    throw new SetupError(
      `the refresh ${first.step.method} ${shown(first.step)} answered no new token; give it as a curl command, or in a YAML file`,
    );
  return found;
}

async function logoutOf(
  site: Site,
  draft: Draft,
  known: Parameters<typeof findLogout>[1],
  near: Neighbourhood,
): Promise<Logout> {
  const given: readonly Guess[] = draft.logout.filter((one) => one.given === true);
  const found = await findLogout(site, known, given.length > 0 ? near.own(given) : near.logout(draft.logout));
  if (found) return found;
  const [first] = given;
  throw new SetupError(
    first
      ? `the logout ${first.step.method} ${shown(first.step)} is not there (it answered 404, 405 or nothing)`
      : 'no logout was found: name it by --logout "POST /path", or give its curl command by --login-curl as well',
  );
}

function shown({ url }: Step): string {
  return URL.parse(url, 'http://host')?.pathname ?? 'the URL';
}
