import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ATTACKS } from '../../../test/audit/support/hostile.ts';
import type { Exchange } from '../outcome.ts';
import { curlOf } from './curl.ts';

function exchange(request: Partial<Exchange['request']>): Exchange {
  return {
    at: 0,
    took: 1,
    request: { method: 'GET', url: 'http://127.0.0.1:1/', headers: [], ...request },
    error: 'none',
  };
}

/** The arguments that bash hands to `curl`. */
function argumentsOf(command: string, env: Readonly<Record<string, string>> = {}): string[] {
  const script = `PATH=/nowhere\ncurl() { printf '%s\\0' "$@"; }\n${command}\n`;
  const out = execFileSync('bash', ['-c', script], { env: { ...process.env, ...env }, encoding: 'utf8' });
  return out.split('\0').slice(0, -1);
}

const NASTY = [
  "it's",
  '$HOME `id` $(id) "quoted" \\ !! #comment ; rm -rf ~ & | > f',
  '@/etc/passwd',
  '-o/tmp/x',
  'two\nlines\ttab',
  '\u001b[31mred\u0007',
  '\u202Eright to left',
  'ünïcødé 𝕏 שלום',
  '',
  ...ATTACKS,
];

describe('curl', () => {
  it.each(NASTY)('hands over a body to the letter: %j', (body) => {
    const args = argumentsOf(curlOf(exchange({ method: 'POST', body })).command);
    expect(args.slice(args.indexOf('--data-raw') + 1)).toEqual([body, 'http://127.0.0.1:1/']);
  });

  it.each(NASTY.filter((value) => value !== ''))('hands over a header to the letter: %j', (value) => {
    const { command } = curlOf(exchange({ headers: [['X-A', value]] }));
    expect(argumentsOf(command)).toEqual(['-i', '-H', `X-A: ${value}`, 'http://127.0.0.1:1/']);
  });

  it.each(NASTY)('hands over a URL to the letter: %j', (tail) => {
    const url = `http://127.0.0.1:1/${tail}`;
    const args = argumentsOf(curlOf(exchange({ url })).command);
    expect(args.at(-1)).toBe(url);
    expect(argumentsOf(curlOf(exchange({ url: `-${tail}` })).command).slice(-2)).toEqual([
      '--url',
      `-${tail}`,
    ]);
  });

  it('shows nothing that an eye would miss', () => {
    for (const body of NASTY) {
      expect(curlOf(exchange({ body })).command.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
  });

  it('has variables for what was secret', () => {
    const headers = [
      ['Authorization', 'Bearer <access #1>'],
      ['Cookie', 'sid=<cookie connect.sid #2>; x=<hidden>'],
      ['X-Csrf', `a"<csrf #1>$x`],
    ] as const;
    const { command, variables } = curlOf(
      exchange({ headers, body: '{"t":"<refresh #1>b"}', url: 'http://h/?<b>' }),
    );
    expect(variables.map(({ name }) => name)).toEqual([
      'ACCESS',
      'COOKIE_CONNECT_SID',
      'HIDDEN',
      'CSRF',
      'REFRESH',
    ]);
    expect(command).toContain('"Authorization: Bearer $ACCESS"');
    const env = { ACCESS: 'A $(id)', COOKIE_CONNECT_SID: 'S', HIDDEN: 'H', CSRF: 'C"', REFRESH: 'R' };
    const args = argumentsOf(command, env);
    expect(args).toEqual(
      expect.arrayContaining([
        'Authorization: Bearer A $(id)',
        'Cookie: sid=S; x=H',
        'X-Csrf: a"C"$x',
        '{"t":"Rb"}',
      ]),
    );
    expect(args.at(-1)).toBe('http://h/?<b>');
  });

  it('names a secret the same whatever its number, and two of a kind apart', () => {
    const headers = [
      ['A', '<access #7>'],
      ['B', '<access #9>'],
      ['C', '<access #7>'],
      ['D', '<cookie a.b #1><cookie a_b #1>'],
    ] as const;
    const { command, variables } = curlOf(exchange({ headers }));
    const names = ['ACCESS', 'ACCESS_2', 'COOKIE_A_B', 'COOKIE_A_B_2'];
    expect(variables.map(({ name }) => name)).toEqual(names);
    const env = Object.fromEntries(names.map((name) => [name, name.toLowerCase()]));
    expect(argumentsOf(command, env)).toEqual(
      expect.arrayContaining(['A: access', 'B: access_2', 'C: access', 'D: cookie_a_bcookie_a_b_2']),
    );
  });

  it.each(['$HOME', '`id`', '\\\\', '"', '!!', "'", '\u001b', '\n'])(
    'hands over a secret beside %j to the letter',
    (special) => {
      const headers = [['X-A', `<csrf #1>${special}x`]] as const;
      const { command } = curlOf(exchange({ headers }));
      expect(argumentsOf(command, { CSRF: 'S' })).toContain(`X-A: S${special}x`);
    },
  );

  it('leaves out what curl says by itself, and a NUL with a word about it', () => {
    const headers = [
      ['Host', 'h'],
      ['Content-Length', '3'],
      ['@/etc/passwd', 'x'],
      ['Accept', ''],
    ] as const;
    const { command } = curlOf(
      exchange({ method: 'DELETE', headers, body: 'a\0b', url: 'http://h/[1-3]{a,b}' }),
    );
    expect(command).toMatch(/^# Without its NUL/);
    expect(argumentsOf(command)).toEqual([
      '-i',
      '--globoff',
      '-X',
      'DELETE',
      '-H',
      'Accept;',
      '-H',
      'Content-Type:',
      '--data-raw',
      'ab',
      'http://h/[1-3]{a,b}',
    ]);
  });
});
