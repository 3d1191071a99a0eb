import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { run, start } from '../../test/support/cli.ts';

const COMMANDS = ['sessions', 'revoke', 'health', 'doctor', 'keys', 'audit'];

describe('curfew', () => {
  test('--help names every command, and each explains itself', async () => {
    const { code, out, err } = await run(['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const name of COMMANDS) {
      expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
      const help = await run([name, '--help']);
      expect(help).toMatchObject({ code: 0, err: '' });
      expect(help.out).toContain(`Usage: curfew ${name} `);
    }
  });

  test('--version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await start('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  test('without a command it shows the help and fails', async () => {
    const { code, out, err } = await run([]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Usage: curfew COMMAND');
  });

  test.each([
    [['logout'], 'unknown command logout; see curfew --help'],
    [['--loud'], 'unknown option --loud; see curfew --help'],
    [['revoke', '--sesion', 'x'], 'unknown option --sesion; see curfew revoke --help'],
    [['revoke', 'alice'], 'revoke takes nothing but options; see curfew revoke --help'],
    [['revoke', '--subject', ''], '--subject is empty; see curfew revoke --help'],
    [['revoke', '--subject', 'a', '--subject', 'b'], '--subject is given twice; see curfew revoke --help'],
    [['revoke', '--yes=no', '--everything'], '--yes takes no value; see curfew revoke --help'],
    [['sessions', '--constructor'], 'unknown option --constructor; see curfew sessions --help'],
    [['sessions'], 'which store? Give --store app.db, or set CURFEW_STORE'],
  ])('%j is wrong usage', async (argv, message) => {
    expect(await run(argv)).toMatchObject({ code: 2, out: '', err: `curfew: ${message}\n` });
  });

  test('an option that lost its value does not swallow the next one', async () => {
    const { code, err } = await run(['revoke', '--store', 'x.db', '--subject', '--yes']);
    expect(code).toBe(2);
    expect(err).toContain('--subject needs a value');
  });
});
