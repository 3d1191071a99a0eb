import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run, start } from '../../test/support/cli.ts';

const BAD = 'exports.logout = (req, res) => res.end();\n';
const WARN =
  "const jwt = require('jsonwebtoken');\nexports.make = (id) => jwt.sign({ id }, S, { expiresIn: '5m' });\n";
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'curfew-code-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const place = path.join(folder, name);
  writeFileSync(place, text);
  return place;
}

const audit = (...argv: string[]): ReturnType<typeof run> => run(['audit', 'code', ...argv]);

describe('the exit code is', () => {
  it('0 where no error is, whatever else', async () => {
    const { code, out } = await audit(file('a.js', WARN));
    expect(code).toBe(0);
    expect(out).toContain('warning jwt-no-revocation-handle');
  });

  it('1 where an error is', async () => {
    const { code, out } = await audit(file('a.js', BAD));
    expect(code).toBe(1);
    expect(out).toContain('error logout-no-backend-effect');
  });

  it('3 where there is no code, which is no good news', async () => {
    mkdirSync(path.join(folder, 'dist'));
    writeFileSync(path.join(folder, 'dist', 'a.js'), BAD);
    const { code, err, out } = await audit(folder);
    expect([code, out]).toEqual([3, '']);
    expect(err).toContain('no JavaScript or TypeScript');
    expect((await audit(path.join(folder, 'dist'))).code).toBe(1);
  });

  it.each([
    ['no path', [], 'which code?'],
    ['a path that is not there', ['/nowhere/x'], 'there is no /nowhere/x'],
    ['another level', ['.', '--level', 'loud'], '--level takes error, warning or info'],
    ['no time', ['.', '--budget', 'soon'], '--budget takes a time'],
    ['an unknown option', ['.', '--speed'], 'unknown option'],
    ['two reports at one place', ['.', '--json', '-', '--sarif', '-'], 'two reports cannot go to one place'],
    ['a report that has no folder', ['.', '--json', '/nowhere/x.json'], 'cannot be written'],
  ])('3 for %s', async (_title, argv, message) => {
    const { code, err, out } = await audit(...argv);
    expect(code).toBe(3);
    expect(err).toContain(message);
    expect(out).toBe('');
  });
});

it('shows from a level on', async () => {
  const place = file('a.js', `${WARN}// stateless, nothing to do\n${BAD}`);
  const levels = async (level: string): Promise<string[]> =>
    (await audit(place, '--level', level)).out
      .match(/ (error|warning|info) (?=[a-z-]+\n)/g)
      ?.map((one) => one.trim()) ?? [];
  expect(await levels('error')).toEqual(['error']);
  expect(await levels('warning')).toEqual(['warning', 'error']);
  expect(await levels('info')).toEqual(['warning', 'info', 'error']);
});

it('writes JSON and SARIF', async () => {
  const place = file('a.js', BAD);
  const [asJson, sarif] = [path.join(folder, 'a.json'), path.join(folder, 'a.sarif')];
  expect((await audit(place, '--json', asJson, '--sarif', sarif)).code).toBe(1);
  expect(JSON.parse(readFileSync(asJson, 'utf8'))).toMatchObject({
    findings: [{ rule: 'logout-no-backend-effect' }],
    files: 1,
    unreadable: [],
  });
  expect(JSON.parse(readFileSync(sarif, 'utf8'))).toMatchObject({
    version: '2.1.0',
    runs: [{ results: [{ level: 'error' }] }],
  });
});

it('writes JSON to the standard output, and nothing else there', async () => {
  const { out } = await audit(file('a.js', BAD), '--json', '-');
  expect(JSON.parse(out)).toMatchObject({ files: 1 });
});

it('takes the budget', async () => {
  const place = file(
    'a.js',
    `${WARN}exports.logout = async (req, res) => { await RefreshToken.deleteOne({ t: 1 }); res.end(); };
exports.auth = (req, res, next) => { req.user = jwt.verify(req.headers.token, S); next(); };\n`,
  );
  expect((await audit(place)).out).toContain('access-survives-logout');
  expect((await audit(place, '--budget', '5m')).out).not.toContain('access-survives-logout');
  expect((await audit(place, '--budget', '299s')).out).toContain('access-survives-logout');
});

describe('--fix', () => {
  it('mends what is safe, says what, and keeps the rest of the file and its mode', async () => {
    const place = file('a.js', `${WARN}${BAD}`);
    chmodSync(place, 0o640);
    const { code, err, out } = await audit(place, '--fix');
    expect(err).toMatch(/mended .*a\.js:2 jwt-no-revocation-handle: Add a jti to the payload\./);
    expect(err).toContain('1 fix applied');
    expect(out).toContain('1 error in 1 file.');
    expect(code).toBe(1);
    expect(readFileSync(place, 'utf8')).toBe(
      `${WARN.replace('{ id }', '{ jti: globalThis.crypto.randomUUID(), id }')}${BAD}`,
    );
    expect(statSync(place).mode & 0o777).toBe(0o640);
  });

  it('writes nothing where nothing is to mend', async () => {
    const place = file('a.js', BAD);
    const before = statSync(place).mtimeMs;
    const { err } = await audit(place, '--fix');
    expect(err).toBe('');
    expect(statSync(place).mtimeMs).toBe(before);
  });
});

it('runs as a program', async () => {
  const { code, out } = await start('audit', 'code', file('a.js', BAD));
  expect(code).toBe(1);
  expect(out).toContain('1 error in 1 file.');
});

it('has its help', async () => {
  const { code, out } = await audit('--help');
  expect(code).toBe(0);
  for (const option of ['--level', '--budget', '--fix', '--json', '--sarif', 'curfew-ignore-next-line'])
    expect(out).toContain(option);
});
