import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCurfew, type Curfew } from '../core/curfew.ts';
import type { SigningKey } from '../core/keys.ts';
import { memory } from '../stores/memory/index.ts';
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

describe('curfew keys --rotate', () => {
  test('puts a new key in front, and tokens of the old one stay valid', async () => {
    await run(['keys', '--out', file, '--alg', 'ES256']);
    const [old] = read();
    const store = memory();
    const onReadKeys = (): Curfew =>
      createCurfew({ store, issuer: { name: 'https://api.test', audience: 'api', keys: read() } });
    await using before = onReadKeys();
    const tokens = await before.issue({ subject: 'alice' });
    const { code, out, err } = await start('keys', '--rotate', file);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(read()).toEqual([expect.objectContaining({ alg: 'ES256' }), old]);
    expect(out).toContain(`the key ${read()[0]?.kid} (ES256) signs from now on, the old key stays to verify`);
    expect(out).not.toContain(read()[0]?.d);
    await using after = onReadKeys();
    expect(await after.verify(tokens.accessToken)).toMatchObject({ subject: 'alice' });
    expect(await after.refresh(tokens.refreshToken)).toMatchObject({ session: tokens.session });
    expect(readdirSync(folder)).toEqual(['keys.json']);
    await run(['keys', '--rotate', file, '--alg', 'EdDSA']);
    expect(read().map((key) => key.alg)).toEqual(['EdDSA', 'ES256', 'ES256']);
  });

  test.skipIf(process.platform === 'win32').each([
    [0o600, 0o600],
    [0o640, 0o640],
    [0o644, 0o640],
    [0o666, 0o640],
  ])('a file with mode %o has mode %o afterwards', async (before, after) => {
    writeFileSync(file, (await run(['keys'])).out);
    chmodSync(file, before);
    await run(['keys', '--rotate', file]);
    expect(mode()).toBe(after);
  });

  test('follows a link to the file', async () => {
    await run(['keys', '--out', file]);
    const link = path.join(folder, 'link.json');
    symlinkSync(file, link);
    expect((await run(['keys', '--rotate', link])).code).toBe(0);
    expect(read()).toHaveLength(2);
  });

  test.each([
    ['not json {"d": "c2VjcmV0"', 'is not JSON'],
    ['{"d": "c2VjcmV0"}', 'is not a JSON array of keys'],
    ['[]', 'issuer.keys is empty'],
    ['[{"kty": "oct", "k": "c2VjcmV0"}]', 'is neither Ed25519, P-256 nor RSA'],
  ])('leaves %s alone', async (text, message) => {
    writeFileSync(file, text);
    const { code, out, err } = await run(['keys', '--rotate', file]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(message);
    expect(err).not.toContain('c2VjcmV0');
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual(['keys.json']);
  });

  test('of two at once, one wins and the other is refused; no key is lost', async () => {
    await run(['keys', '--out', file]);
    const codes = await Promise.all([1, 2, 3].map(async () => (await run(['keys', '--rotate', file])).code));
    expect(read()).toHaveLength(1 + codes.filter((code) => code === 0).length);
    expect((await run(['keys', '--rotate', path.join(folder, 'none.json')])).code).toBe(1);
    expect(existsSync(path.join(folder, 'none.json.new'))).toBe(false);
  });
});
