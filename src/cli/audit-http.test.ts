import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../audit/outcome.ts';
import { PASSWORD, tokenApp, USER } from '../../test/audit/support/setup-apps.ts';
import { CURLS } from '../../test/audit/support/setup-recordings.ts';
import { Served } from '../../test/audit/support/setup-server.ts';
import { run } from '../../test/support/cli.ts';

const QUICK = ['--probe', 'P01', '--probe', 'p02', '--patience', '300ms'];

/** A folder that is gone in the end. */
class Folder implements Disposable {
  readonly path: string = mkdtempSync(path.join(tmpdir(), 'curfew-audit-'));

  file(name: string, text?: string): string {
    const whole = path.join(this.path, name);
    if (text !== undefined) writeFileSync(whole, text);
    return whole;
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true });
  }
}

function plan(base: string): string {
  return `
base: ${base}
login: {post: /api/v1/auth/login, json: {email: $WHO, password: $PASS}}
capture: {access: $.data.token}
me: {get: /api/v1/users/me, auth: "Bearer {access}"}
logout: {post: /api/v1/auth/logout, auth: "Bearer {access}"}
`;
}

describe('curfew audit http', () => {
  test.each([
    [{}, 0, 'pass'],
    [{ leaky: true }, 1, 'fail'],
  ])('with a plan: %j has exit code %d', async (flaws, code, verdict) => {
    await using served = await Served.start(tokenApp(flaws));
    using folder = new Folder();
    const file = folder.file('audit.yaml', plan(served.origin));
    const env = { WHO: USER, PASS: PASSWORD };
    const names = ['json', 'sarif', 'junit', 'html', 'badge'];
    const outputs = names.flatMap((name) => [`--${name}`, folder.file(`out.${name}`)]);
    const ran = await run(['audit', 'http', file, ...QUICK, ...outputs], { env });
    expect(ran.code).toBe(code);
    const outcome = JSON.parse(readFileSync(folder.file('out.json'), 'utf8')) as Outcome;
    expect(outcome.verdict).toBe(verdict);
    expect(ran.out).toContain(outcome.summary.slice(0, 20));
    expect(readdirSync(folder.path).toSorted()).toEqual(
      ['audit.yaml', ...names.map((name) => `out.${name}`)].toSorted(),
    );
    for (const name of names)
      expect(readFileSync(folder.file(`out.${name}`), 'utf8')).not.toContain(PASSWORD);
    expect(ran.out + ran.err).not.toContain(PASSWORD);
  });

  test('with a pasted curl command behind --, and nothing but JSON on the standard output', async () => {
    await using served = await Served.start(tokenApp());
    const body = JSON.stringify({ email: USER, password: PASSWORD });
    const pasted = [
      'curl',
      `${served.origin}/api/v1/auth/login`,
      '-H',
      'content-type: application/json',
      '--data-raw',
      body,
    ];
    const ran = await run(['audit', 'http', ...QUICK, '--json', '-', '--', ...pasted]);
    expect(ran.code).toBe(0);
    expect((JSON.parse(ran.out) as Outcome).target.guesses.join(' ')).toContain(
      'logout: POST /api/v1/auth/logout, guessed',
    );
    expect(ran.err).toContain('logout: POST /api/v1/auth/logout, guessed');
    expect(ran.out + ran.err).not.toContain(USER);
  });

  test('with a curl command in a file, and what is known by flags', async () => {
    await using served = await Served.start(tokenApp());
    using folder = new Folder();
    const file = folder.file('login.sh', CURLS.token(served.origin));
    const ran = await run([
      'audit',
      'http',
      '--login-curl',
      `@${file}`,
      '--me',
      '/api/v1/users/me',
      '--logout',
      'POST /api/v1/auth/logout',
      ...QUICK,
    ]);
    expect({ code: ran.code, guessed: /, guessed/.test(ran.err) }).toEqual({ code: 0, guessed: false });
  });

  test('with an OpenAPI document: asks, and does nothing without an answer', async () => {
    using folder = new Folder();
    await using served = await Served.start(tokenApp());
    const secured = { security: [{ b: [] }] };
    const schema = { properties: { email: { type: 'string' }, password: { type: 'string' } } };
    const paths = {
      '/auth/login': { post: { requestBody: { content: { 'application/json': { schema } } } } },
      '/auth/logout': { post: secured },
      '/users/me': { get: secured },
    };
    const file = folder.file(
      'api.json',
      JSON.stringify({ openapi: '3.0.3', servers: [{ url: `${served.origin}/api/v1` }], paths }),
    );
    const argv = ['audit', 'http', '--openapi', file, '--user', USER, ...QUICK];
    const env = { CURFEW_AUDIT_PASSWORD: PASSWORD };
    const alone = await run(argv, { env });
    expect(alone).toMatchObject({ code: 3, out: '' });
    expect(alone.err).toContain(`logout: POST ${served.origin}/api/v1/auth/logout`);
    expect(alone.err).toContain('add --yes when they are right');
    expect((await run(argv, { env, answer: 'n' })).code).toBe(3);
    expect(served.log).toEqual([]);
    expect((await run(argv, { env, answer: 'y' })).code).toBe(0);
    expect((await run([...argv, '--yes'], { env })).code).toBe(0);
    expect((await run(['audit', 'http', '--openapi', file, ...QUICK, '--yes'], { env })).err).toContain(
      '--user',
    );
  });

  test.each([
    [['audit'], 'which audit? curfew audit http, or curfew audit code'],
    [['audit', 'htp'], 'unknown audit htp; see curfew audit --help'],
    [
      ['audit', 'http'],
      'how does one sign in? Give a FILE, --login-curl, --har, --openapi, --script or --record; see curfew audit http --help',
    ],
    [['audit', 'http', '--loud'], 'unknown option --loud; see curfew audit http --help'],
    [
      ['audit', 'http', 'a.yaml', 'b.yaml'],
      'audit http takes one FILE; does a curl command stand without quotes? Put -- in front of it',
    ],
    [
      ['audit', 'http', '--har', 'a', '--script', 'b'],
      'give one of FILE, -- curl …, --login-curl, --har, --openapi, --script, --record and --config',
    ],
    [['audit', 'http', '--max-requests', '0', '--har', 'a'], '--max-requests takes a whole number from 1 on'],
    [['audit', 'http', '--patience', 'long', '--har', 'a'], '--patience takes a time such as 30s, 5m or 1h'],
    [
      ['audit', 'http', '--base', 'localhost', '--har', 'a'],
      '--base takes a URL such as http://127.0.0.1:3000',
    ],
    [['audit', 'http', '--json', '-', '--html', '-', '--har', 'a'], 'two reports cannot go to one place'],
    [
      ['audit', 'http', '--html', '/none/a.html', '--har', 'a'],
      '/none/a.html cannot be written: its folder is not there, or is read-only',
    ],
    [
      ['audit', 'http', '--json', '--har', 'a'],
      '--json needs a value (one with a dash in front: --json=VALUE); see curfew audit http --help',
    ],
    [
      ['audit', 'http', '--', 'wget', 'x'],
      'a curl command begins with curl; was it pasted whole, and does its URL stand in quotes?',
    ],
    [
      ['audit', 'http', '--', 'curl', 'http://192.0.2.7/login', '-d', 'password=geheim'],
      '192.0.2.7 is not this machine. Audit only what is yours, with test accounts; then allow it: --allow-host 192.0.2.7',
    ],
  ])('%j is wrong usage, with code 3', async (argv, message) => {
    expect(await run(argv)).toMatchObject({ code: 3, out: '', err: `curfew: ${message}\n` });
  });

  test('a file that is not there, or that is wrong, is said by its name', async () => {
    using folder = new Folder();
    const missing = await run(['audit', 'http', folder.file('none.yaml')]);
    expect(missing).toMatchObject({
      code: 3,
      err: expect.stringMatching(/none\.yaml cannot be read: ENOENT/) as string,
    });
    const file = folder.file('audit.yaml', `${plan('http://127.0.0.1:1')}logot: x`);
    expect((await run(['audit', 'http', file], { env: { WHO: 'a', PASS: 'b' } })).err).toMatch(
      /:7:1: the set-up has no key logot; did you mean logout\?/,
    );
    expect((await run(['audit', 'http', folder.file('b.yaml', plan('http://127.0.0.1:1'))])).err).toMatch(
      /:3:\d+: the environment variable WHO is not set/,
    );
  });

  test('--help explains each audit', async () => {
    for (const name of ['', 'http']) {
      const ran = await run(['audit', ...(name === '' ? [] : [name]), '--help']);
      expect(ran).toMatchObject({ code: 0, err: '' });
      expect(ran.out).toContain(`Usage: curfew audit http ${name === '' ? '[FILE]' : 'FILE'}`);
    }
  });

  test('Ctrl-C stops it, says so, and leaves no file', async () => {
    using folder = new Folder();
    await using served = await Served.start(tokenApp({ leaky: true }));
    const file = folder.file('audit.yaml', plan(served.origin));
    const main = fileURLToPath(new URL('main.ts', import.meta.url));
    const env = { ...process.env, WHO: USER, PASS: PASSWORD };
    const child = spawn(process.execPath, [main, 'audit', 'http', file, '--json', folder.file('out.json')], {
      env,
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
      // The first probe has ended, and the token that lives on is being watched for half a minute.
      if (!child.killed && err.includes('P01')) child.kill('SIGINT');
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain('stopped by Ctrl-C: nothing is proven, and nothing was written');
    expect(readdirSync(folder.path)).toEqual(['audit.yaml']);
  });
});
