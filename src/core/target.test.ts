import { describe, expect, it } from 'vitest';
import { TestClock } from '../../test/support/clock.ts';
import type { Settings } from './options.ts';
import { factOf, type Target } from './target.ts';

const clock = new TestClock();
const now = clock.now();
const DAY = 86_400_000;
const settings = { clock, absolute: 30 * DAY, issuer: { name: 'us' } } as unknown as Settings;
const facts = { at: now, expiresAt: now + 30 * DAY + 60_000 };
const of = (target: unknown, why = {}, more = {}): unknown =>
  factOf(target as Target, why, { ...settings, ...more });

describe('a target', () => {
  it('is one thing, of this issuer or the one that is named, for as long as anything of it can live', () => {
    for (const kind of ['session', 'subject', 'client', 'tenant']) {
      expect(of({ [kind]: 'x' })).toStrictEqual({ kind, id: 'x', issuer: 'us', ...facts });
    }
    expect(of({ token: 'x' })).toStrictEqual({
      kind: 'token',
      id: 'x',
      issuer: 'us',
      at: now,
      expiresAt: now + DAY + 60_000,
    });
    expect(of('everything')).toStrictEqual({ kind: 'everything', id: '*', issuer: '*', ...facts });
    expect(of({ subject: 'x', issuer: 'them' })).toMatchObject({ issuer: 'them' });
    expect(of({ subject: 'x' }, {}, { issuer: undefined })).toMatchObject({ issuer: '*' });
    expect(of({ subject: 'x' }, {}, { absolute: 5 })).toMatchObject({ expiresAt: now + DAY + 60_000 });
  });

  it('may spare a session, and says why it is ended', () => {
    for (const kind of ['subject', 'client', 'tenant']) {
      expect(of({ [kind]: 'x', except: 'mine' })).toMatchObject({ kind, id: 'x', except: 'mine' });
    }
    const why = { reason: 'stolen', by: 'admin' };
    expect(of('everything', why)).toStrictEqual({
      kind: 'everything',
      id: '*',
      issuer: '*',
      ...facts,
      ...why,
    });
    expect(of({ subject: 'x' })).not.toHaveProperty('except');
  });

  it('is refused when it is none, or more than one', () => {
    const exactlyOne = /exactly one of token, session, subject, client, tenant/;
    for (const target of [{}, { subject: 'x', client: 'y' }, { subject: 'x', exept: 'y' }, { issuer: 'x' }]) {
      expect(() => of(target)).toThrow(exactlyOne);
    }
    expect(() => of(null)).toThrow(new TypeError('cannot revoke object'));
    expect(() => of('nothing')).toThrow(new TypeError('cannot revoke string'));
    expect(() => of({ token: 'x', except: 'y' })).toThrow('except makes no sense beside token');
    expect(() => of({ session: 'x', except: 'y' })).toThrow('except makes no sense beside session');
    expect(() => of({ subject: 7 })).toThrow('subject must be a string of 1 to 1024 characters');
    expect(() => of({ subject: 'x'.repeat(1_025) })).toThrow('subject');
    expect(of({ subject: 'x'.repeat(1_024) })).toMatchObject({ kind: 'subject' });
    expect(of({ token: 'x'.repeat(8_192) })).toMatchObject({ kind: 'token' });
    expect(() => of({ subject: 'x', except: '' })).toThrow('except');
    expect(() => of({ subject: 'x', issuer: '' })).toThrow('issuer');
    expect(() => of({ subject: 'x', issuer: 'x'.repeat(1_025) })).toThrow('1024');
    expect(() => of('everything', { reason: '' })).toThrow('reason');
    expect(() => of('everything', { by: '\0' })).toThrow('by');
  });

  it('records no credential, however it was copied, but a token that is to be ended', () => {
    const jwt = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2ln';
    const refresh = `${'s'.repeat(22)}.12.${'h'.repeat(43)}`;
    const ticket = `a session of theirs.out.${'h'.repeat(32)}`;
    expect(of({ token: jwt })).toMatchObject({ kind: 'token' });
    for (const secret of [
      jwt,
      ` ${jwt}\n`,
      `${jwt}==`,
      'eyJh.eyJi.',
      refresh,
      ticket,
      `\n${ticket}`,
      ` ${refresh}= `,
    ]) {
      expect(() => of({ subject: secret }), secret).toThrow('subject must be an id, and this looks like');
      expect(() => of({ subject: 'x' }, { reason: secret }), secret).toThrow('reason must be an id');
      expect(() => of({ subject: 'x', except: secret }), secret).toThrow('except must be an id');
    }
    expect(() => of({ token: refresh })).toThrow('token must be an id');
    for (const id of [`x${jwt}`, `${jwt}.x`, refresh.slice(1), `${refresh}x`, 'a.b.c', ticket.slice(0, -1)]) {
      expect(of({ subject: id }), id).toMatchObject({ id });
    }
  });
});
