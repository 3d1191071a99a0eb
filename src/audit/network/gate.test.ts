import { describe, expect, it } from 'vitest';
import { CapReached, Gate, isLoopback } from './gate.ts';
import { SetupError } from '../setup-error.ts';

const check = async (url: string, ...allowed: string[]): Promise<unknown> =>
  new Gate(allowed, 9).check(new URL(url));

it.each([
  'http://127.0.0.1:3000/me',
  'http://127.9.9.9/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://0177.0.0.1/',
  'https://[::1]:8443/',
  'http://[::ffff:127.0.0.1]/',
  'http://localhost/',
  'http://LOCALHOST./',
  'http://app.localhost:3000/',
])('lets %s through: it is this machine', async (url) => {
  expect(await check(url)).toMatchObject({ loopback: true });
});

it.each([
  'http://192.0.2.1/',
  'http://3221225985/',
  'http://10.0.0.5/',
  'http://0.0.0.0/',
  'http://[::]/',
  'http://[2001:db8::1]/',
  'http://[::ffff:192.0.2.1]/',
  'http://127.0.0.1.nip.invalid/',
  'http://localhost.invalid/',
  'http://127.0.0.1@192.0.2.1/',
  'http://user:pass@127.0.0.1/',
  'ftp://127.0.0.1/',
  'file:///etc/passwd',
])('refuses %s', async (url) => {
  await expect(check(url)).rejects.toThrow(SetupError);
});

describe('a host that was allowed', () => {
  it.each([
    ['10.0.0.5', 'http://10.0.0.5:8080/'],
    ['10.0.0.5:8080', 'http://10.0.0.5:8080/'],
    ['http://10.0.0.5:80/', 'http://10.0.0.5/'],
    ['10.0.0.5:443', 'https://10.0.0.5/'],
    ['2001:db8::1', 'http://[2001:db8::1]:3000/'],
    ['[2001:db8::1]:3000', 'http://[2001:db8::1]:3000/'],
  ])('%s lets %s through', async (host, url) => {
    expect(await check(url, host)).toMatchObject({ loopback: false });
  });

  it.each([
    ['10.0.0.5:8080', 'http://10.0.0.5:9090/'],
    ['10.0.0.5:443', 'http://10.0.0.5/'],
    ['10.0.0.5', 'http://10.0.0.6/'],
  ])('%s does not let %s through', async (host, url) => {
    await expect(check(url, host)).rejects.toThrow(/--allow-host/);
  });

  it.each(['', '*', '*.example.com', 'a b', 'example.com/path', 'user@example.com'])(
    'cannot be %j',
    (host) => {
      expect(() => new Gate([host], 9)).toThrow(SetupError);
    },
  );
});

it('counts what goes through, and stops at the cap', async () => {
  const gate = new Gate([], 2);
  const url = new URL('http://127.0.0.1/');
  await Promise.all([gate.admit(url), gate.admit(url)]);
  await expect(gate.admit(url)).rejects.toThrow(CapReached);
  expect(gate.made).toBe(2);
  expect(await gate.admit(url, true)).toMatchObject({ loopback: true });
});

it('knows its own addresses', () => {
  expect(['127.0.0.1', '::1', '::ffff:7f00:1'].map(isLoopback)).toEqual([true, true, true]);
  expect(['128.0.0.1', '::2', '0.0.0.0', 'localhost', ''].map(isLoopback)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});
