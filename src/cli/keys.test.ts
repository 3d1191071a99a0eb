import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { activate, type SigningKey } from '../core/keys.ts';
import { run, start } from '../../test/support/cli.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'curfew-keys-'));
  file = path.join(folder, 'keys.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(): SigningKey[] {
  return JSON.parse(readFileSync(file, 'utf8')) as SigningKey[];
}

function mode(): number {
  return statSync(file).mode & 0o777;
}

describe('curfew keys', () => {
  test('prints one new private key', async () => {
    const { code, out, err } = await start('keys');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const keys = JSON.parse(out) as SigningKey[];
    expect(keys).toHaveLength(1);
    expect(await activate(keys)).toMatchObject([{ alg: 'EdDSA', signing: expect.anything() as object }]);
  });

  test.each(['EdDSA', 'ES256', 'RS256'])('--alg %s', async (alg) => {
    const { out } = await run(['keys', '--alg', alg]);
    expect(await activate(JSON.parse(out) as SigningKey[])).toMatchObject([{ alg }]);
  });

  test('knows no other algorithm, and does one thing at a time', async () => {
    expect(await run(['keys', '--alg', 'HS256'])).toMatchObject({
      code: 2,
      out: '',
      err: 'curfew: --alg must be one of EdDSA, ES256, RS256\n',
    });
    expect((await run(['keys', '--out', file, '--rotate', file])).code).toBe(2);
  });

  test.skipIf(process.platform === 'win32')('--out makes a file for the owner alone', async () => {
    const { code, out, err } = await run(['keys', '--out', file]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(mode()).toBe(0o600);
    expect(out).toContain(read()[0]?.kid);
    expect(out).not.toContain(read()[0]?.d);
  });

  test('--out overwrites nothing', async () => {
    writeFileSync(file, 'precious');
    const { code, out, err } = await run(['keys', '--out', file]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/ exists already; add a key to it with --rotate, or name another file\n$/);
    expect(readFileSync(file, 'utf8')).toBe('precious');
    expect((await run(['keys', '--out', path.join(folder, 'no', 'where.json')])).code).toBe(1);
  });
});
