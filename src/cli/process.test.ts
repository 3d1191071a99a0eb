import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { Application, start, type Ran } from '../../test/support/cli.ts';

function revoke(app: Application, ...argv: string[]): Promise<Ran> {
  return start('revoke', '--store', app.store, ...argv, '--yes', '--json');
}

describe('a running application refuses at its next request', () => {
  test('the session that the command line ended, and no other', async () => {
    await using app = new Application();
    const [one, other] = [await app.login('alice'), await app.login('alice')];
    expect([await app.check(one), await app.check(other)]).toEqual(['alive', 'alive']);
    const { code, out, err } = await revoke(app, `--session=${one.session}`);
    expect([await app.check(one), await app.check(other)]).toEqual(['ERR_TOKEN_REVOKED', 'alive']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toEqual({
      revoked: [{ kind: 'session', id: one.session }],
      at: expect.any(Number) as number,
      cursor: expect.any(String) as string,
      everywhere: true,
      took: expect.any(Number) as number,
    });
    await expect(app.curfew.refresh(one.refreshToken)).rejects.toMatchObject({ code: 'ERR_TOKEN_REVOKED' });
  });

  test('all sessions of a subject but the one that stays', async () => {
    await using app = new Application();
    const [stays, goes] = [await app.login('alice'), await app.login('alice')];
    const bob = await app.login('bob');
    const target = ['--subject', 'alice', `--except=${stays.session}`];
    const { code, out, err } = await start('revoke', '--store', app.store, ...target, '--yes');
    const checked = await Promise.all([stays, goes, bob].map((tokens) => app.check(tokens)));
    expect(checked).toEqual(['alive', 'ERR_TOKEN_REVOKED', 'alive']);
    expect({ code, err }).toEqual({
      code: 0,
      err: `ends 1 open session of alice, and keeps ${stays.session}\n`,
    });
    expect(out).toMatch(/^alice: ended everywhere \(1 session\), took /);
  });

  test('everything', async () => {
    await using app = new Application();
    const all = [await app.login('alice'), await app.login('bob')];
    expect((await revoke(app, '--everything')).code).toBe(0);
    expect(await Promise.all(all.map((tokens) => app.check(tokens)))).toEqual([
      'ERR_TOKEN_REVOKED',
      'ERR_TOKEN_REVOKED',
    ]);
    expect(await app.check(await app.login('alice'))).toBe('alive');
  });
});

test('no command prints a secret', async () => {
  await using app = new Application();
  const { accessToken, refreshToken } = await app.login('alice', { claims: { pin: 'sesame' } });
  const { session } = await app.login('bob');
  using database = new DatabaseSync(app.store, { timeout: 5_000 });
  const stored = database.prepare('SELECT secret FROM curfew_session').all();
  const secrets = [accessToken, refreshToken, 'sesame', ...stored.map((row) => String(row['secret']))];
  expect(secrets).toHaveLength(5);
  const commands = [
    'health',
    'sessions',
    `revoke --yes --session=${session}`,
    'revoke --yes --subject=alice',
  ];
  for (const command of commands.flatMap((one) => [one, `${one} --json`])) {
    const { code, out, err } = await start(...command.split(' '), '--store', app.store);
    expect(code).toBe(0);
    for (const secret of secrets) expect(out + err).not.toContain(secret);
  }
});
