import type { Clock } from '../clock.ts';
import { ConfigError, StatementRefused } from '../errors.ts';
import { isRecord } from '../jws.ts';
import type { Target } from '../target.ts';
import { checkAudience, onlyKnown } from './logout-token.ts';
import type { Types } from './prove.ts';
import { refused, type Statement, type StatementKind } from './statement.ts';

const TYPES: Types = new Set(['secevent+jwt']);
const VERIFICATION = 'https://schemas.openid.net/secevent/ssf/event-type/verification';
/** What ends sessions without anybody having to decide: that of CAEP, and the older one of RISC. */
const ENDS: ReadonlySet<string> = new Set([
  'https://schemas.openid.net/secevent/caep/event-type/session-revoked',
  'https://schemas.openid.net/secevent/risc/event-type/sessions-revoked',
]);

/** Whom an event is about, as RFC 9493 writes it: `format` says what else there is. */
export type EventSubject = Readonly<Record<string, unknown>> & { readonly format: string };

/** Something that happened elsewhere (RFC 8417), proved. */
export interface SecurityEvent {
  readonly issuer: string;
  /** Its `jti`. */
  readonly id: string;
  /** The URI of what happened. */
  readonly type: string;
  readonly subject: EventSubject;
  /** What the event says of itself: `credential_type`, `reason_admin` … */
  readonly details: Readonly<Record<string, unknown>>;
  /** When it was signed, ms since the epoch. */
  readonly issuedAt: number;
}

/** How security events are read (Shared Signals Framework 1.0). */
export interface EventRules {
  /** `aud` of the stream, or several. */
  readonly audience: string | readonly string[];
  /**
   * Whose sessions a subject names that Curfew cannot tell, such as an e-mail address: undefined for nobody's. It may
   * name sessions of your own issuer.
   */
  readonly resolve?: (
    subject: EventSubject,
    issuer: string,
  ) => Target | undefined | Promise<Target | undefined>;
  /** Whether an event that is no session-revoked ends its subject's sessions too: a new password, say. Default no. */
  readonly decide?: (event: SecurityEvent) => boolean | Promise<boolean>;
  /** Whether the `state` of a verification event is the one you asked for; undefined when you did not ask. Default yes. */
  readonly verify?: (state: string | undefined, stream: string | undefined) => boolean | Promise<boolean>;
}

/** Throws `ConfigError`, which names what is wrong. */
export function checkEventRules(where: string, given: EventRules): void {
  onlyKnown(where, given, ['audience', 'resolve', 'decide', 'verify']);
  checkAudience(where, given.audience);
  for (const name of ['resolve', 'decide', 'verify'] as const) {
    if (given[name] !== undefined && typeof given[name] !== 'function')
      throw new ConfigError(`${where}.${name} must be a function`);
  }
}

/** What a security event token has to be, before its own claims. */
export function eventKind({ audience }: EventRules): StatementKind {
  return { types: TYPES, audience: [audience].flat(), sharesAudience: true };
}

/** The one event of a statement. Throws `StatementRefused` for what is no security event token (SSF 1.0, 4). */
export function eventOf({ issuer, id, issuedAt, claims }: Statement): SecurityEvent {
  if ('sub' in claims) throw refused('it has a sub: its subject belongs into sub_id');
  if ('exp' in claims) throw refused('it has an exp, like a token that gives access');
  const { events, sub_id: subject } = claims;
  const entries = isRecord(events) ? Object.entries(events) : [];
  const [type, details] = entries[0] ?? [];
  if (type === undefined || entries.length > 1 || !isRecord(details))
    throw refused('it does not tell of exactly one event');
  if (!isSubject(subject)) throw refused('it has no sub_id with a format');
  return { issuer, id, type, subject, details, issuedAt };
}

/** Whether an event ends the sessions of its subject. Throws `StatementRefused` for a verification that fails. */
export async function endsSessions(event: SecurityEvent, rules: EventRules): Promise<boolean> {
  if (ENDS.has(event.type)) return true;
  if (event.type !== VERIFICATION) return (await rules.decide?.(event)) === true;
  const { state } = event.details;
  const { id } = event.subject;
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const isRight = (await rules.verify?.(text(state), text(id))) ?? true;
  if (!isRight) throw new StatementRefused('invalid_state', 'its state is not the one that was asked for');
  return false;
}

/** Throws `StatementRefused` for an event that is older than anything alive can be. */
export function checkAge(event: SecurityEvent, memory: number, clock: Clock): void {
  if (clock.now() - event.issuedAt > memory) throw refused('it is older than any session');
}

export function isSubject(value: unknown): value is EventSubject {
  return isRecord(value) && typeof value['format'] === 'string';
}
