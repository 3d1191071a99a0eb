import { StatementRefused } from '../errors.ts';
import { isId } from '../ids.ts';
import type { Store } from '../store.ts';
import type { Target } from '../target.ts';
import { sessionName } from './identity.ts';
import { isSubject, type EventRules, type EventSubject } from './security-event.ts';
import { refused } from './statement.ts';

/** The most names that one subject may have. */
const MOST_ALIASES = 20;

/** Finds out what a subject identifier (RFC 9493) of one issuer names. */
export class Subjects {
  readonly #store: Store;
  readonly #issuer: string;
  readonly #rules: EventRules;

  constructor(store: Store, issuer: string, rules: EventRules) {
    this.#store = store;
    this.#issuer = issuer;
    this.#rules = rules;
  }

  /** What it names; nothing, where whoever is asked knows nobody. Throws `StatementRefused` for what nobody can tell. */
  async targets(subject: EventSubject): Promise<Target[]> {
    const issuer = this.#issuer;
    switch (subject.format) {
      case 'iss_sub':
        return [{ subject: this.#own(subject, 'sub'), issuer }];
      case 'jwt_id':
        return [{ token: this.#own(subject, 'jti'), issuer }];
      case 'opaque':
        return [await this.#session(subject)];
      case 'aliases':
        return this.#aliases(subject['identifiers']);
      case 'complex':
        return this.#complex(subject);
      default:
        return this.#resolved(subject);
    }
  }

  /** What an issuer says of itself: nobody may end what is another's. */
  #own(subject: EventSubject, name: string): string {
    if (subject['iss'] !== this.#issuer)
      throw new StatementRefused('access_denied', 'its subject is of another issuer than it');
    return text(subject, name);
  }

  /** An opaque name is that of a session, as `sid` has it. */
  async #session(subject: EventSubject): Promise<{ session: string; issuer: string }> {
    const issuer = this.#issuer;
    return { session: await sessionName(issuer, { sid: text(subject, 'id') }), issuer };
  }

  async #aliases(identifiers: unknown): Promise<Target[]> {
    if (!Array.isArray(identifiers) || identifiers.length > MOST_ALIASES || !identifiers.every(isSubject))
      throw refused('its subject has aliases that cannot be read');
    const each = identifiers.filter(({ format }) => format !== 'aliases' && format !== 'complex');
    const told = await Promise.all(each.map((one) => this.targets(one).catch(unknownOne)));
    const known = told.filter((one): one is Target[] => !(one instanceof StatementRefused));
    const [first] = told;
    // They are names of one and the same: to know one of them is enough.
    if (known.length === 0 && first instanceof StatementRefused) throw first;
    return known.flat();
  }

  /** All members together say who is meant, and what is not there stands for any (SSF 1.0, 3.1). */
  async #complex({ user, session, tenant, ...rest }: EventSubject): Promise<Target[]> {
    const users = user === undefined ? undefined : await this.#member(user);
    if (session !== undefined) {
      if (!isSubject(session) || session.format !== 'opaque') return this.#member(session);
      const target = await this.#session(session);
      const stored = await this.#store.session(target.session);
      if (!stored) return [target];
      const isTheirs = !users || users.some((one) => isOf(one, stored.subject, stored.issuer));
      const isThere = stored.tenant === undefined || !isTenant(tenant) || tenant['id'] === stored.tenant;
      return isTheirs && isThere ? [target] : [];
    }
    if (users && tenant === undefined) return users;
    if (tenant === undefined) return this.#resolved({ ...rest, format: 'complex' });
    if (!isTenant(tenant)) return this.#resolved({ ...rest, user, tenant, format: 'complex' });
    const id = text(tenant, 'id');
    if (!users) return [{ tenant: id, issuer: this.#issuer }];
    return (await Promise.all(users.map((one) => this.#inTenant(one, id)))).flat();
  }

  #member(value: unknown): Promise<Target[]> {
    if (!isSubject(value) || value.format === 'complex')
      throw refused('a member of its subject has no format');
    return this.targets(value);
  }

  /** The sessions of a subject in one tenant that a node has met. */
  async #inTenant(target: Target, tenant: string): Promise<Target[]> {
    if (target === 'everything' || !('subject' in target)) return [target];
    const sessions = await this.#store.sessions(target.subject);
    return sessions
      .filter((one) => one.tenant === tenant && isOf(target, one.subject, one.issuer))
      .map(({ id, issuer }) => ({ session: id, issuer }));
  }

  async #resolved(subject: EventSubject): Promise<Target[]> {
    if (!this.#rules.resolve)
      throw refused(`nobody can tell who is meant by ${JSON.stringify(subject.format.slice(0, 32))}`);
    const target = await this.#rules.resolve(subject, this.#issuer);
    return target === undefined ? [] : [target];
  }
}

function isOf(target: Target, subject: string | undefined, issuer: string | undefined): boolean {
  if (target === 'everything' || !('subject' in target)) return true;
  return target.subject === subject && (target.issuer ?? issuer) === issuer;
}

function isTenant(value: unknown): value is EventSubject {
  return isSubject(value) && value.format === 'opaque';
}

function unknownOne(error: unknown): StatementRefused {
  if (error instanceof StatementRefused) return error;
  throw error;
}

function text(subject: EventSubject, name: string): string {
  const value = subject[name];
  if (!isId(value, 1_024)) throw refused(`its subject has no ${name}`);
  return value;
}
