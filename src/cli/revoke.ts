import { userInfo } from 'node:os';
import { createCurfew } from '../core/curfew.ts';
import { StoreUnavailable } from '../core/errors.ts';
import type { Receipt } from '../core/recorder.ts';
import { parse } from './args.ts';
import { Failure, UsageError, type Io } from './io.ts';
import { clean, count, json, line } from './output.ts';
import { planOf, type Plan } from './plan.ts';
import { openStore } from './store.ts';
import { aimOf, TARGET, targetOf } from './target.ts';

export const help = `Ends sessions or a token. Once it says so they are refused everywhere.

Usage: curfew revoke --store app.db TARGET [--except SID] [--issuer ISS]
                     [--reason TEXT] [--by TEXT] [--yes] [--json]

TARGET is exactly one of
  --session ID     one session, as curfew sessions lists it
  --subject SUB    all sessions of one person
  --client ID      all sessions of one client (client_id)
  --tenant ID      all sessions of one tenant
  --token JTI      one access token, by its jti; its session goes on
  --everything     every session of everybody

  --store STORE    app.db, redis://… or postgres://…; default $CURFEW_STORE
  --except SID     the session that stays; with --subject, --client, --tenant
  --issuer ISS     only what this issuer issued; default any issuer
  --reason TEXT    why, for the audit trail
  --by TEXT        who, for the audit trail; default your user name
  --yes            do not ask; needed where there is no terminal
  --json           print the receipt as JSON
`;

export async function run(argv: readonly string[], io: Io): Promise<void> {
  const options = {
    ...TARGET,
    store: 'string',
    reason: 'string',
    by: 'string',
    yes: 'boolean',
    json: 'boolean',
  } as const;
  const given = parse('revoke', argv, options);
  const aim = aimOf(given);
  const store = await openStore(given.store, io.env);
  const curfew = createCurfew({ store });
  try {
    await curfew.ready();
    const plan = await planOf(aim, store);
    if (plan.nothing === undefined) {
      if (!given.yes) await confirm(plan, io, aim.kind === 'everything');
      else if (!given.json) line(io.stderr, plan.does);
    }
    const by = given.by ?? userName();
    const why = { ...(given.reason && { reason: given.reason }), ...(by && { by }) };
    const receipt = await curfew.revoke(targetOf(aim), why).catch(unconfirmed);
    if (given.json) json(io.stdout, receipt);
    else line(io.stdout, inWords(receipt, plan));
  } finally {
    await curfew.close();
  }
}

/** Returns when a person has agreed. Throws `UsageError` otherwise. */
async function confirm(plan: Plan, io: Io, all: boolean): Promise<void> {
  if (!io.ask) throw new UsageError(`this ${plan.does}; add --yes to go ahead without being asked`);
  line(io.stderr, `this ${plan.does}`);
  const answer = (await io.ask(all ? 'Type everything to go ahead: ' : 'Go ahead? [y/N] ')).trim();
  const agreed = all ? answer === 'everything' : /^y(es)?$/i.test(answer);
  if (!agreed) throw new UsageError('not confirmed; nothing was ended');
}

function inWords(receipt: Receipt, { who, sessions, nothing }: Plan): string {
  if (receipt.revoked.length === 0) return `nothing to end: ${nothing ?? `${who} has just ended`}`;
  const how = receipt.everywhere ? 'ended everywhere' : 'recorded, but not yet applied everywhere';
  const many =
    sessions === undefined ? '' : ` (${sessions === 0 ? 'no session was open' : count(sessions, 'session')})`;
  return `${who}: ${how}${many}, took ${receipt.took.toFixed(1)} ms, log position ${receipt.cursor}`;
}

/** What failed half-way may be recorded or not: only a receipt says that it is. */
function unconfirmed(error: unknown): never {
  if (!(error instanceof StoreUnavailable)) throw error;
  throw new Failure(`${error.message}; it may not be revoked: run this again until it says so`, {
    cause: error,
  });
}

/** A container may run as a user that has no name. */
function userName(): string | undefined {
  try {
    return clean(userInfo().username);
  } catch {
    return undefined;
  }
}
