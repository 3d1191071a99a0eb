import { describe, expect, test } from 'vitest';
import { Application, run } from '../../test/support/cli.ts';

const YES = ['--yes', '--json'];

function revoke(app: Application, ...argv: string[]): ReturnType<typeof run> {
  return run(['revoke', '--store', app.store, ...argv]);
}

describe('curfew revoke ends', () => {
  test('one session, and says so', async () => {
    await using app = new Application();
    const [one, other] = [await app.login('alice'), await app.login('alice')];
    const { code, out, err } = await revoke(app, '--session', one.session, '--yes');
    expect({ code, err }).toEqual({ code: 0, err: `ends session ${one.session} of alice\n` });
    expect(out).toMatch(
      new RegExp(
        `^session ${one.session} of alice: ended everywhere, took [\\d.]+ ms, log position \\S+\\n$`,
      ),
    );
    expect(await app.check(one)).toBe('ERR_TOKEN_REVOKED');
    expect(await app.check(other)).toBe('alive');
  });

  test('all sessions of a client or a tenant, and of no other', async () => {
    await using app = new Application();
    const [web, phone] = [
      await app.login('alice', { client: 'web' }),
      await app.login('alice', { client: 'phone' }),
    ];
    const acme = await app.login('bob', { tenant: 'acme', client: 'desk' });
    expect((await revoke(app, '--client', 'web', '--yes')).err).toBe('ends 1 open session of client web\n');
    expect((await revoke(app, '--tenant', 'acme', '--yes')).err).toBe('ends 1 open session of tenant acme\n');
    expect(await Promise.all([web, phone, acme].map((tokens) => app.check(tokens)))).toEqual([
      'ERR_TOKEN_REVOKED',
      'alive',
      'ERR_TOKEN_REVOKED',
    ]);
  });

  test('only what --issuer issued', async () => {
    await using app = new Application();
    const alice = await app.login('alice');
    const other = await revoke(app, '--subject', 'alice', '--issuer', 'https://other.test', '--yes');
    expect(other.err).toBe('ends 0 open sessions of alice at https://other.test\n');
    expect(other.out).toContain('(no session was open)');
    expect(await app.check(alice)).toBe('alive');
    await revoke(app, '--subject', 'alice', '--issuer', 'https://api.test', '--yes');
    expect(await app.check(alice)).toBe('ERR_TOKEN_REVOKED');
  });

  test('one token, and its session goes on', async () => {
    await using app = new Application();
    const tokens = await app.login('alice');
    const { token } = await app.curfew.verify(tokens.accessToken);
    const { out } = await revoke(app, `--token=${token}`, ...YES);
    expect(JSON.parse(out)).toMatchObject({ revoked: [{ kind: 'token', id: token }], everywhere: true });
    expect(await app.check(tokens)).toBe('ERR_TOKEN_REVOKED');
    expect(await app.check(await app.curfew.refresh(tokens.refreshToken))).toBe('alive');
  });

  test.each([
    ['unknown', 'there is no session nobody', async () => 'nobody'],
    [
      'over',
      'had ended already, just now',
      async (app: Application) => {
        const tokens = await app.login('alice');
        await app.curfew.logout(tokens);
        return tokens.session;
      },
    ],
  ])('nothing when the session is %s, and says so', async (_, words, named) => {
    await using app = new Application();
    const sid = await named(app);
    const people = await revoke(app, '--session', sid);
    expect(people).toMatchObject({ code: 0, err: '' });
    expect(people.out).toMatch(/^nothing to end: /);
    expect(people.out).toContain(words);
    const machines = await revoke(app, '--session', sid, ...YES);
    expect(machines).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(machines.out)).toMatchObject({ revoked: [], everywhere: true });
  });

  test('a session whose id begins with a dash', async () => {
    await using app = new Application();
    const { code, out } = await revoke(app, '--session', '-dD3_0aa-bbb1cccc2dddd', '--yes');
    expect({ code, out }).toEqual({
      code: 0,
      out: 'nothing to end: there is no session -dD3_0aa-bbb1cccc2dddd\n',
    });
  });
});

describe('curfew revoke tells the audit trail', () => {
  test.each([
    [['--reason', 'stolen laptop', '--by', 'eve'], { reason: 'stolen laptop', by: 'eve' }],
    [[], { by: expect.any(String) as string }],
  ])('%j', async (argv, expected) => {
    await using app = new Application();
    await app.login('alice');
    const seen = new Promise((resolve) => app.curfew.on('revoked', resolve));
    await revoke(app, '--subject', 'alice', ...argv, ...YES);
    expect(await seen).toMatchObject(expected);
  });
});
