import { describe, expect, it } from 'vitest';
import { redacted } from './redact.ts';
import { Secrets } from './secrets.ts';

const PASSWORD = 'c0rrect/h+rse "battery"&<staple>';
const TOKEN = `${Buffer.from('{"alg":"HS256"}').toString('base64url')}.${Buffer.from('{"sub":"ada-lovelace"}').toString('base64url')}.s1gnatureOfTheToken-_0`;

function known(...values: readonly [kind: string, value: string][]): Secrets {
  const secrets = new Secrets();
  for (const [kind, value] of values) secrets.addNamed(kind, value);
  return secrets;
}

describe('a secret', () => {
  const forms: [string, string][] = [
    ['as it is', PASSWORD],
    ['in a URL', encodeURIComponent(PASSWORD)],
    ['in a URL, in lower case', encodeURIComponent(PASSWORD).replaceAll(/%../g, (hex) => hex.toLowerCase())],
    ['in a form', new URLSearchParams({ p: PASSWORD }).toString().slice(2)],
    ['in JSON', JSON.stringify(PASSWORD).slice(1, -1)],
    ['in JSON in JSON', JSON.stringify(JSON.stringify(PASSWORD).slice(1, -1)).slice(1, -1)],
    [
      'in JSON for HTML',
      JSON.stringify(PASSWORD)
        .slice(1, -1)
        .replaceAll(/[<>&+]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`),
    ],
    [
      'in HTML',
      PASSWORD.replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;'),
    ],
    ['in base64', Buffer.from(PASSWORD).toString('base64')],
    ['in base64url', Buffer.from(PASSWORD).toString('base64url')],
  ];
  it.each(forms)('is hidden %s', (_how, form) => {
    const shown = known(['password', PASSWORD]).conceal(`before ${form} after`);
    expect(shown).toMatch(/^before <password #1>=* after$/);
  });

  it.each([0, 1, 2, 3, 4, 5])('is hidden in base64 behind %i other characters', (shift) => {
    const basic = Buffer.from(`${'u'.repeat(shift)}:${PASSWORD}:more`).toString('base64');
    const shown = known(['password', PASSWORD]).conceal(basic);
    expect(shown).toContain('<password #1>');
    expect(shown.length).toBeLessThan(40);
  });

  it('is hidden with its parts', () => {
    const secrets = known(
      ['access', TOKEN],
      ['cookie sid', 's%3AkJ8sdf7sDF9sdfkj2.Zm9vYmFyYmF6cXV4MTIz%2Fxy'],
    );
    const [, payload = '', signature = ''] = TOKEN.split('.');
    for (const part of [TOKEN, payload, signature])
      expect(secrets.conceal(`(${part})`)).toBe('(<access #1>)');
    for (const part of ['s:kJ8sdf7sDF9sdfkj2.Zm9vYmFyYmF6cXV4MTIz/xy', 'kJ8sdf7sDF9sdfkj2']) {
      expect(secrets.conceal(`(${part})`)).not.toContain('kJ8sdf7sDF9sdfkj2');
    }
  });

  it('leaves nothing where two overlap', () => {
    const secrets = known(['one', 'abcdefgh'], ['other', 'fghijklmnop']);
    expect(secrets.conceal('-abcdefghijklmnop-')).toBe('-<other #1>-');
    expect(secrets.conceal('-fghijklmnopabcdefgh-')).toBe('-<other #1><one #1>-');
  });

  it('that is a short word is hidden where it is a word', () => {
    expect(known(['user', 'user']).conceal('GET /users/user?user=user')).toBe(
      'GET /users/<user #1>?<user #1>=<user #1>',
    );
  });

  it('has one name, and the next of its kind another', () => {
    const secrets = known(['access', 'first-token'], ['access', 'second-token'], ['access', 'first-token']);
    expect(secrets.conceal('first-token second-token')).toBe('<access #1> <access #2>');
  });

  it('is called as the plan calls it, whoever saw it first', () => {
    const secrets = new Secrets();
    secrets.ofAnswer([], '{"token":"a-very-long-token"}');
    expect(secrets.conceal('a-very-long-token')).toBe('<token #1>');
    secrets.addNamed('access', 'a-very-long-token');
    expect(secrets.conceal('a-very-long-token')).toBe('<access #1>');
  });

  it('may be the canary, which stands before every other name', () => {
    const secrets = known(['email', 'ada@example.com']);
    secrets.addCanary('ada@example.com');
    expect(secrets.conceal('ada%40example.com')).toBe('<canary>');
  });
});

describe('an outcome', () => {
  it('keeps its own words, whatever the password is', () => {
    const outcome = {
      verdict: 'fail',
      state: 'dead',
      id: 'P01',
      references: ['CWE-613'],
      evidence: 'fail and dead',
    };
    const shown = redacted(outcome, known(['password', 'fail'], ['pin', 'dead']));
    expect(shown).toEqual({ ...outcome, evidence: '<password #1> and <pin #1>' });
  });

  it('shows headers without what they carry, also what was never met', () => {
    const headers = [
      ['Authorization', 'Bearer unknown-token'],
      ['authorization', 'unknown-token'],
      ['Cookie', 'sid=first-cookie; lang=en; x=9'],
      ['Set-Cookie', 'sid=unknown; Path=/; HttpOnly; SameSite=Lax'],
      ['Set-Cookie', 'sid=deleted; Path=/; Max-Age=0'],
    ];
    expect(redacted({ headers }, known(['cookie sid', 'first-cookie'])).headers).toEqual([
      ['Authorization', 'Bearer <hidden>'],
      ['authorization', '<hidden>'],
      ['Cookie', 'sid=<cookie sid #1>; lang=<hidden>; x=<hidden>'],
      ['Set-Cookie', 'sid=<hidden>; Path=/; HttpOnly; SameSite=Lax'],
      ['Set-Cookie', 'sid=deleted; Path=/; Max-Age=0'],
    ]);
  });

  it('cuts no secret in half', () => {
    const body = `${'x'.repeat(3_995)}${TOKEN}`;
    expect(redacted({ body }, known(['access', TOKEN])).body).toBe(`${'x'.repeat(3_995)}<acce…`);
  });

  it('hides tokens that nobody captured', () => {
    expect(redacted({ body: `{"x":"${TOKEN}"}` }, new Secrets()).body).toBe('{"x":"<token>"}');
  });
});

describe('what is learned by itself', () => {
  it('is what a request carries', () => {
    const secrets = new Secrets();
    secrets.ofRequest([
      ['Authorization', `Basic ${Buffer.from('ada:opensesame').toString('base64')}`],
      ['Cookie', 'sid=cookie-value; other=more-of-it'],
      ['X-CSRF-Token', 'the-csrf-value'],
    ]);
    const shown = secrets.conceal('opensesame cookie-value more-of-it the-csrf-value');
    expect(shown).toBe('<password #1> <cookie sid #1> <cookie other #1> <x-csrf-token #1>');
  });

  it('is what a URL or a body carries', () => {
    const secrets = new Secrets();
    secrets.ofQuery(
      new URL('http://127.0.0.1/x?api_key=the-api-key&page=first'),
      '{"user":{"password":"in-json"}}',
    );
    secrets.ofQuery(new URL('http://127.0.0.1/'), 'passwd=in%20a%20form&page=second');
    const shown = secrets.conceal('the-api-key first in-json in+a+form second');
    expect(shown).toBe('<api_key #1> first <password #1> <passwd #1> second');
  });

  it('is what an answer gives', () => {
    const secrets = new Secrets();
    secrets.ofAnswer(
      [
        ['Set-Cookie', 'sid=cookie-value; Domain=elsewhere.test; Secure'],
        ['Set-Cookie', 'old=gone-value; Max-Age=0'],
      ],
      '{"idToken":"some-id-token\\/1","note":"not a secret"} <input type=hidden value="form-value-123" name="_csrf">',
    );
    const shown = secrets.conceal('cookie-value gone-value some-id-token/1 form-value-123');
    expect(shown).toBe('<cookie sid #1> gone-value <idToken #1> <_csrf #1>'.replace('_csrf', 'csrf'));
  });
});
