import { describe, expect, it } from 'vitest';
import { TestClock } from '../../test/support/clock.ts';
import { LiveAuth } from './auth.ts';
import { newSession } from './new-session.ts';
import type { Settings } from './options.ts';
import type { Signals } from './signals.ts';
import type { VerifiedToken } from './token.ts';

const clock = new TestClock();
const settings = { clock, absolute: 60_000, issuer: { name: 'us' } } as unknown as Settings;
const now = clock.now();

describe('a new session', () => {
  it('begins now, ends after the absolute limit, and has an id and a secret of its own', () => {
    const [one, other] = [
      newSession({ subject: 'alice' }, settings),
      newSession({ subject: 'alice' }, settings),
    ];
    expect(one).toStrictEqual({
      id: expect.stringMatching(/^[\w-]{22}$/) as string,
      subject: 'alice',
      issuer: 'us',
      client: 'us',
      startedAt: now,
      seenAt: now,
      expiresAt: now + 60_000,
      secret: expect.stringMatching(/^[\w-]{43}$/) as string,
    });
    expect(one.id).not.toBe(other.id);
    expect(one.secret).not.toBe(other.secret);
    expect(newSession({ subject: 'alice' }, settings, 'by hand').id).toBe('by hand');
  });

  it('keeps what is said of it; of a device, what is text, cut to size', () => {
    const device = { name: 'x'.repeat(256), userAgent: 'agent', ip: 7 as unknown as string, other: 'no' };
    const who = { subject: 'alice', client: 'app', tenant: 'acme', claims: { role: 'admin' }, device };
    expect(newSession(who, settings)).toMatchObject({
      client: 'app',
      tenant: 'acme',
      claims: { role: 'admin' },
    });
    expect(newSession(who, settings).device).toStrictEqual({ name: 'x'.repeat(255), userAgent: 'agent' });
    expect(newSession({ subject: 'alice', device: { ip: '::1' } }, settings).device).toStrictEqual({
      ip: '::1',
    });
  });

  it('is refused without an issuer, and for what is no id', () => {
    expect(() => newSession({ subject: 'alice' }, { ...settings, issuer: undefined })).toThrow('no issuer');
    expect(() => newSession({ subject: '' }, settings)).toThrow('subject must be');
    expect(() => newSession({ subject: 'alice', client: '' }, settings)).toThrow('client must be');
    expect(() => newSession({ subject: 'alice', tenant: '' }, settings)).toThrow('tenant must be');
    expect(() => newSession({ subject: 'alice' }, settings, '')).toThrow('session must be');
  });
});

it('is answered for a live token as it is, with a signal only for who asks', () => {
  const verified: VerifiedToken = {
    issuer: 'us',
    token: 't',
    session: 's',
    subject: 'alice',
    began: { generation: 1, sequence: 1 },
    issuedAt: 1,
    expiresAt: 2,
    claims: { role: 'admin' },
  };
  const { signal } = new AbortController();
  const asked: unknown[] = [];
  const signals = { of: (token: unknown) => (asked.push(token), signal) } as unknown as Signals;
  const auth = new LiveAuth(verified, signals);
  const { began: _, ...shown } = verified;
  expect(auth).toMatchObject(shown);
  expect(asked).toEqual([]);
  expect(auth.signal).toBe(signal);
  expect(asked).toEqual([verified]);
  const whole = new LiveAuth({ ...verified, client: 'app', tenant: 'acme' }, signals);
  expect(whole).toMatchObject({ ...shown, client: 'app', tenant: 'acme' });
});
