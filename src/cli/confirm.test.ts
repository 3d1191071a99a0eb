import { describe, expect, test } from 'vitest';
import { Application, run, start } from '../../test/support/cli.ts';

describe('curfew revoke', () => {
  test('without a terminal asks for --yes, and ends nothing', async () => {
    await using app = new Application();
    const tokens = await app.login('alice');
    expect(await start('revoke', '--store', app.store, '--subject', 'alice')).toEqual({
      code: 2,
      out: '',
      err: 'curfew: this ends 1 open session of alice; add --yes to go ahead without being asked\n',
    });
    expect(await app.check(tokens)).toBe('alive');
  });

  test.each([
    [['--subject', 'alice'], 'y', 0],
    [['--subject', 'alice'], ' YES ', 0],
    [['--subject', 'alice'], '', 2],
    [['--subject', 'alice'], 'no', 2],
    [['--subject', 'alice'], 'everything', 2],
    [['--everything'], 'everything', 0],
    [['--everything'], 'yes', 2],
    [['--everything'], 'Everything', 2],
  ])('%j answered %j: exit code %d', async (target, answer, code) => {
    await using app = new Application();
    const tokens = await app.login('alice');
    const ran = await run(['revoke', '--store', app.store, ...target, '--json'], { answer });
    expect(ran.asked).toHaveLength(1);
    expect(ran.err).toMatch(/^this ends .*1 open session of /);
    expect(ran.code).toBe(code);
    expect(await app.check(tokens)).toBe(code === 0 ? 'ERR_TOKEN_REVOKED' : 'alive');
    if (code !== 0) expect(ran).toMatchObject({ out: '', err: /not confirmed; nothing was ended\n$/ });
    else expect(JSON.parse(ran.out)).toMatchObject({ everywhere: true });
  });

  test('asks nobody who said --yes', async () => {
    await using app = new Application();
    const ran = await run(['revoke', '--store', app.store, '--everything', '--yes'], { answer: 'no' });
    expect(ran).toMatchObject({ code: 0, asked: [] });
  });

  test.each([[[]], [['--session', 'a', '--subject', 'b']], [['--tenant', 'a', '--everything']]])(
    '%j is not exactly one target',
    async (target) => {
      const { code, err } = await run(['revoke', '--store', 'none.db', ...target, '--yes']);
      expect(code).toBe(2);
      expect(err).toMatch(/^curfew: give exactly one of --session, --subject, /);
    },
  );

  test.each([
    ['--everything --except a', '--except goes with --subject, --client or --tenant, not with --everything'],
    ['--session b --except a', '--except goes with --subject, --client or --tenant, not with --session'],
    ['--session b --issuer a', '--issuer makes no sense beside --session'],
    ['--everything --issuer a', '--issuer makes no sense beside --everything'],
  ])('%s is refused', async (argv, message) => {
    const ran = await run(['revoke', '--store', 'none.db', ...argv.split(' '), '--yes']);
    expect(ran).toMatchObject({ code: 2, err: `curfew: ${message}\n` });
  });

  test('refuses a token in the place of an id, and repeats no secret anywhere', async () => {
    await using app = new Application();
    const { accessToken, refreshToken, ticket } = await app.login('alice');
    const line = ['revoke', '--store', app.store, '--yes'];
    const attempts = [accessToken, refreshToken, ticket].flatMap((secret) => [
      [...line, '--token', secret],
      [...line, '--session', secret],
      [...line, '--subject', 'alice', '--except', secret],
      [...line, secret],
      [...line, `--${secret}`],
      [secret],
    ]);
    for (const argv of attempts) {
      const { code, out, err } = await run(argv);
      expect(code).toBe(2);
      expect(out).toBe('');
      for (const part of [...accessToken.split('.'), refreshToken.split('.')[2], ticket.split('.')[2]])
        expect(err).not.toContain(part);
    }
  });
});
