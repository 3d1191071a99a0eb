import { describe, expect, it } from 'vitest';
import { attached, newSession } from '../../../test/support/stores.ts';
import { memory } from '../../stores/memory/index.ts';
import { StatementRefused } from '../errors.ts';
import { foreignSecret } from '../session.ts';
import type { Store } from '../store.ts';
import type { Target } from '../target.ts';
import { sessionName } from './identity.ts';
import type { EventRules, EventSubject } from './security-event.ts';
import { Subjects } from './subjects.ts';

const ISSUER = 'https://id.test';
const OTHER = 'https://other.test';
const ALICE = { format: 'iss_sub', iss: ISSUER, sub: 'alice' };
const BOB = { format: 'iss_sub', iss: ISSUER, sub: 'bob' };
const EMAIL = { format: 'email', email: 'alice@example.com' };
const alice = { subject: 'alice', issuer: ISSUER };

/** The issuer's session `s1` is alice's, in the tenant `blue`; `s2` hers in `red`, and `s3` is of another issuer. */
async function store(): Promise<Store & AsyncDisposable> {
  const made = await attached(memory());
  const secret = foreignSecret();
  const open = (id: string, more: object): Promise<unknown> =>
    made.open(newSession({ id, subject: 'alice', issuer: ISSUER, secret, ...more }));
  await open(await sessionName(ISSUER, { sid: 's1' }), { tenant: 'blue' });
  await open(await sessionName(ISSUER, { sid: 's2' }), { tenant: 'red' });
  await open(await sessionName(OTHER, { sid: 's3' }), { tenant: 'blue', issuer: OTHER });
  await open(await sessionName(ISSUER, { sid: 's4' }), {});
  return made;
}

async function targets(subject: EventSubject, rules: Partial<EventRules> = {}): Promise<Target[]> {
  await using known = await store();
  return await new Subjects(known, ISSUER, { audience: 'web', ...rules }).targets(subject);
}

const opaque = (id: unknown): EventSubject => ({ format: 'opaque', id });
const named = async (sid: string): Promise<Target> => ({
  session: await sessionName(ISSUER, { sid }),
  issuer: ISSUER,
});
const complex = (members: object): EventSubject => ({ format: 'complex', ...members });

describe('one name', () => {
  it('is a subject, a token or a session of the issuer that says it', async () => {
    expect(await targets(ALICE)).toEqual([alice]);
    expect(await targets({ format: 'jwt_id', iss: ISSUER, jti: 't' })).toEqual([
      { token: 't', issuer: ISSUER },
    ]);
    expect(await targets(opaque('s1'))).toEqual([await named('s1')]);
  });

  it.each([
    { ...ALICE, iss: OTHER },
    { format: 'jwt_id', iss: OTHER, jti: 't' },
  ])('of another issuer is refused (%j)', async (subject) => {
    await expect(targets(subject)).rejects.toMatchObject({ fault: 'access_denied' });
  });

  it.each([
    { ...ALICE, sub: 7 },
    { ...ALICE, sub: '' },
    { format: 'jwt_id', iss: ISSUER },
    opaque(undefined),
    opaque('x'.repeat(1_025)),
  ])('without a readable text is refused (%j)', async (subject) => {
    await expect(targets(subject)).rejects.toMatchObject({ fault: 'invalid_request' });
  });

  it('that only the application understands is what the application says, or nobody', async () => {
    const asked: unknown[] = [];
    const resolve: EventRules['resolve'] = (...given) => (asked.push(given), { subject: 'alice' });
    expect(await targets(EMAIL, { resolve })).toEqual([{ subject: 'alice' }]);
    expect(asked).toEqual([[EMAIL, ISSUER]]);
    expect(await targets(EMAIL, { resolve: () => undefined })).toEqual([]);
    await expect(targets(EMAIL)).rejects.toThrow('nobody can tell who is meant by "email"');
  });
});

describe('aliases', () => {
  const aliases = (...identifiers: unknown[]): EventSubject => ({ format: 'aliases', identifiers });

  it('end what each of them names, as far as it can be told', async () => {
    expect(await targets(aliases(EMAIL, ALICE, opaque('s1')))).toEqual([alice, await named('s1')]);
  });

  it('do not hold further aliases, or subjects of many members', async () => {
    expect(await targets(aliases(aliases(BOB), complex({ user: BOB }), ALICE))).toEqual([alice]);
  });

  it('are refused when none of them can be told', async () => {
    await expect(targets(aliases(EMAIL, { ...ALICE, iss: OTHER }))).rejects.toThrow('nobody can tell');
  });

  it('are refused as a whole when one cannot be read, or when they are too many', async () => {
    await expect(targets(aliases(ALICE, 'alice'))).rejects.toBeInstanceOf(StatementRefused);
    const many = (count: number): EventSubject => aliases(...Array.from({ length: count }, () => ALICE));
    expect(await targets(many(20))).toHaveLength(20);
    await expect(targets(many(21))).rejects.toBeInstanceOf(StatementRefused);
  });

  it('fail when the store or the application does, so that the sender tries again', async () => {
    const resolve = (): never => {
      throw new TypeError('the directory is down');
    };
    await expect(targets(aliases(ALICE, EMAIL), { resolve })).rejects.toThrow('the directory is down');
  });
});

describe('a subject of several members', () => {
  it('is the user, where only a user is named', async () => {
    expect(await targets(complex({ user: ALICE }))).toEqual([alice]);
  });

  it('is one session of that user', async () => {
    expect(await targets(complex({ user: ALICE, session: opaque('s1') }))).toEqual([await named('s1')]);
    expect(await targets(complex({ session: opaque('s1') }))).toEqual([await named('s1')]);
    expect(await targets(complex({ user: BOB, session: opaque('s1') })), "not alice's").toEqual([]);
    expect(await targets(complex({ user: BOB, session: opaque('new') })), 'met by nobody yet').toEqual([
      await named('new'),
    ]);
  });

  it('is the session of anybody whom one of its users may be', async () => {
    const users = { format: 'aliases', identifiers: [BOB, ALICE] };
    expect(await targets(complex({ user: users, session: opaque('s1') }))).toEqual([await named('s1')]);
    const resolve = (): Target => 'everything';
    expect(await targets(complex({ user: EMAIL, session: opaque('s1') }), { resolve })).toEqual([
      await named('s1'),
    ]);
  });

  it('is the session only where it is in the tenant that is named, as far as that is known', async () => {
    const inBlue = { tenant: opaque('blue') };
    expect(await targets(complex({ ...inBlue, session: opaque('s1') }))).toEqual([await named('s1')]);
    expect(await targets(complex({ ...inBlue, session: opaque('s2') }))).toEqual([]);
    expect(await targets(complex({ ...inBlue, session: opaque('s4') }))).toEqual([await named('s4')]);
    expect(await targets(complex({ tenant: EMAIL, session: opaque('s2') }))).toEqual([await named('s2')]);
  });

  it('is a whole tenant, or what one user has there', async () => {
    const tenant = opaque('blue');
    expect(await targets(complex({ tenant }))).toEqual([{ tenant: 'blue', issuer: ISSUER }]);
    expect(await targets(complex({ user: ALICE, tenant }))).toEqual([await named('s1')]);
    expect(await targets(complex({ user: BOB, tenant }))).toEqual([]);
    const own = { user: EMAIL, tenant };
    expect(await targets(complex(own), { resolve: () => ({ subject: 'alice' }) }), 'of any issuer').toEqual([
      await named('s1'),
      { session: await sessionName(OTHER, { sid: 's3' }), issuer: OTHER },
    ]);
    expect(await targets(complex(own), { resolve: () => 'everything' })).toEqual(['everything']);
    expect(await targets(complex(own), { resolve: () => ({ session: 's' }) })).toEqual([{ session: 's' }]);
  });

  it('is left to the application where a member is for it alone', async () => {
    const asked: unknown[] = [];
    const resolve: EventRules['resolve'] = (subject) => void asked.push(subject);
    expect(await targets(complex({ device: EMAIL }), { resolve })).toEqual([]);
    expect(await targets(complex({ user: ALICE, tenant: EMAIL, device: BOB }), { resolve })).toEqual([]);
    expect(asked).toEqual([
      { format: 'complex', device: EMAIL },
      { format: 'complex', user: ALICE, tenant: EMAIL, device: BOB },
    ]);
  });

  it('is refused where a member has no format, or many members of its own', async () => {
    const refused = { fault: 'invalid_request' };
    await expect(targets(complex({ user: 'alice' }))).rejects.toMatchObject(refused);
    await expect(targets(complex({ user: complex({ user: ALICE }) }))).rejects.toMatchObject(refused);
    await expect(targets(complex({ session: 's1' }))).rejects.toMatchObject(refused);
    await expect(targets(complex({ tenant: opaque(7) }))).rejects.toMatchObject(refused);
  });
});
