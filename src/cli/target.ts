import { parseRefreshToken } from '../core/refresh.ts';
import type { Target } from '../core/target.ts';
import { parseTicket } from '../core/ticket.ts';
import type { Given } from './args.ts';
import { UsageError } from './io.ts';

const NAMED = ['session', 'subject', 'client', 'tenant', 'token'] as const;

/** The options that say what to end. */
export const TARGET = {
  session: 'string',
  subject: 'string',
  client: 'string',
  tenant: 'string',
  token: 'string',
  everything: 'boolean',
  except: 'string',
  issuer: 'string',
} as const;

/** One target as the command line names it: `id` is `*` for everything. */
export interface Aim {
  readonly kind: (typeof NAMED)[number] | 'everything';
  readonly id: string;
  readonly except: string | undefined;
  readonly issuer: string | undefined;
}

/** What the options aim at. Throws `UsageError` unless it is exactly one thing. */
export function aimOf(given: Given<typeof TARGET>): Aim {
  const named = NAMED.filter((kind) => given[kind] !== undefined);
  const [kind = 'everything'] = named;
  if (named.length + (given.everything ? 1 : 0) !== 1) {
    throw new UsageError(
      'give exactly one of --session, --subject, --client, --tenant, --token, --everything; see curfew revoke --help',
    );
  }
  const id = kind === 'everything' ? '*' : (given[kind] ?? '');
  if (isCredential(id) || isCredential(given.except ?? '')) {
    throw new UsageError(
      'this is a token itself, which belongs in no command line: name it by its jti, or better its session by the sid',
    );
  }
  const { except, issuer } = given;
  if (except !== undefined && !['subject', 'client', 'tenant'].includes(kind)) {
    throw new UsageError(`--except goes with --subject, --client or --tenant, not with --${kind}`);
  }
  if (issuer !== undefined && (kind === 'session' || kind === 'everything')) {
    throw new UsageError(`--issuer makes no sense beside --${kind}`);
  }
  return { kind, id, except, issuer };
}

/** The same for the core. */
export function targetOf({ kind, id, except, issuer }: Aim): Target {
  if (kind === 'everything') return 'everything';
  return { [kind]: id, ...(except && { except }), ...(issuer && { issuer }) } as unknown as Target;
}

/** A token or a ticket where an id should be: it would be recorded as an id, and end nothing. */
function isCredential(text: string): boolean {
  const isOpaque = parseRefreshToken(text) !== undefined || parseTicket(text) !== undefined;
  return isOpaque || /^ey[\w-]*\.[\w-]*\.[\w-]*=*$/.test(text);
}
