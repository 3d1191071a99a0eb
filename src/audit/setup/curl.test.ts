import { describe, expect, test } from 'vitest';
import { requestOfWords, requestsOfCurl } from './curl.ts';

function only(text: string, env: Record<string, string> = {}): ReturnType<typeof requestOfWords> {
  const [request, ...others] = requestsOfCurl(text, env);
  expect(others).toEqual([]);
  if (!request) throw new Error('no request');
  return request;
}

/** `POST URL header: value … body`. */
function told(text: string, env: Record<string, string> = {}): unknown[] {
  const { step } = only(text, env);
  const headers = step.headers.map(([name, value]) => `${name}: ${value}`);
  return [`${step.method} ${step.url}`, ...headers, step.body];
}

describe('a curl command as browsers copy it', () => {
  test('Chrome on Linux and macOS', () => {
    const text = String.raw`curl 'http://127.0.0.1:8055/auth/login?next=%2F' \
  -H 'Accept: application/json, text/plain, */*' \
  -H 'Content-Type: application/json' \
  -b 'session=abc; theme=dark%20blue; __Host-csrf=x=y' \
  -H 'sec-ch-ua: "Chromium";v="156", "Not)A;Brand";v="24"' \
  --data-raw $'{"email":"o\'hara@example.com","password":"p\u0021\n\\"}' \
  --compressed`;
    const { cookies } = only(text);
    expect(told(text)).toEqual([
      'POST http://127.0.0.1:8055/auth/login?next=%2F',
      'Accept: application/json, text/plain, */*',
      'Content-Type: application/json',
      'sec-ch-ua: "Chromium";v="156", "Not)A;Brand";v="24"',
      '{"email":"o\'hara@example.com","password":"p!\n\\"}',
    ]);
    expect(cookies).toEqual([
      ['session', 'abc'],
      ['theme', 'dark%20blue'],
      ['__Host-csrf', 'x=y'],
    ]);
  });

  test('Chrome on Windows (cmd)', () => {
    const text = [
      'curl ^"http://127.0.0.1:8055/login?a=1^&b=^%^7Bx^%^7D^" ^',
      '  -H ^"content-type: application/json^" ^',
      '  -H ^"cookie: sid=abc^" ^',
      String.raw`  --data-raw ^"^{^\^"user^\^":^\^"ada^\^",^\^"password^\^":^\^"a^|b^%^PATH^%^ c\\d^\^"^}^" ^`,
      '  --insecure',
    ].join('\r\n');
    expect(told(text)).toEqual([
      'POST http://127.0.0.1:8055/login?a=1&b=%7Bx%7D',
      'content-type: application/json',
      String.raw`{"user":"ada","password":"a|b%PATH% c\d"}`,
    ]);
    expect(only(text).cookies).toEqual([['sid', 'abc']]);
  });

  test('older browsers on Windows, which double the quotes and break the line in the data', () => {
    const older =
      'curl "http://localhost/login" -H "A: ""b""" --data-raw "{""user"":""a"^\n\n"da""}" --compressed';
    expect(told(older)).toEqual([
      'POST http://localhost/login',
      'A: "b"',
      'content-type: application/x-www-form-urlencoded',
      '{"user":"a\nda"}',
    ]);
  });

  test('Firefox, where é is \\xe9', () => {
    const text = String.raw`curl 'http://localhost:3000/login' -X POST -H 'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0' -H 'Content-Type: application/x-www-form-urlencoded' -H 'Cookie: a=b' --data-raw $'user=Ren\xe9\u4e2d&pw=\xc3\xbc'`;
    expect(told(text)).toEqual([
      'POST http://localhost:3000/login',
      'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
      'Content-Type: application/x-www-form-urlencoded',
      'user=René中&pw=ü',
    ]);
  });

  test('Safari', () => {
    const text = String.raw`curl 'https://localhost/api/login' \
-X 'POST' \
-H 'Content-Type: application/json' \
-H 'Cookie: s=1' \
--data-binary '{"email":"a@b.c","password":"x"}'`;
    expect(told(text)).toEqual([
      'POST https://localhost/api/login',
      'Content-Type: application/json',
      '{"email":"a@b.c","password":"x"}',
    ]);
  });

  test('several at once, as "Copy all as cURL" has them', () => {
    const text =
      "curl 'http://a/login' -d x=1 ;\ncurl 'http://a/me' -H 'A: b' &\ncurl 'http://a/logout' -X POST";
    expect(requestsOfCurl(text, {}).map(({ step }) => `${step.method} ${step.url}`)).toEqual([
      'POST http://a/login',
      'GET http://a/me',
      'POST http://a/logout',
    ]);
  });
});

describe('a curl command as people write it', () => {
  test.each([
    ['curl -sSLXPUT http://h/a', ['PUT http://h/a', undefined]],
    ['curl h:3000/a -I', ['HEAD http://h:3000/a', undefined]],
    [
      'curl --json \'{"a":1}\' http://h/',
      ['POST http://h/', 'content-type: application/json', 'accept: application/json', '{"a":1}'],
    ],
    [
      'curl http://h/ -d a=1 -d b=2',
      ['POST http://h/', 'content-type: application/x-www-form-urlencoded', 'a=1&b=2'],
    ],
    ['curl http://h/ -G -d a=1 --data-urlencode "q=x y&"', ['GET http://h/?a=1&q=x%20y%26', undefined]],
    [
      'curl http://h/ --data-urlencode =a/b --data-raw @x',
      ['POST http://h/', 'content-type: application/x-www-form-urlencoded', 'a%2Fb&@x'],
    ],
    [
      'curl -u ada:pass:word http://h/',
      ['GET http://h/', 'authorization: Basic YWRhOnBhc3M6d29yZA==', undefined],
    ],
    ['curl http://ada:p%40ss@h/', ['GET http://h/', 'authorization: Basic YWRhOnBAc3M=', undefined]],
    [
      'curl --oauth2-bearer t -A me -e http://r/ http://h/',
      ['GET http://h/', 'authorization: Bearer t', 'user-agent: me', 'referer: http://r/', undefined],
    ],
    ["curl http://h/ -H 'A;' -H 'Content-Type:' -d x", ['POST http://h/', 'A: ', 'x']],
    [
      'curl http://h/ -H "X: $TOKEN" -d "a=${TOKEN}$"',
      ['POST http://h/', 'X: t', 'content-type: application/x-www-form-urlencoded', 'a=t$'],
    ],
    ['curl -s http://h/ # a comment\n', ['GET http://h/', undefined]],
    ['curl -s http://h/ -o /dev/null | jq .token > file', ['GET http://h/', undefined]],
  ])('%s', (text, expected) => {
    expect(told(text, { TOKEN: 't' })).toEqual(expected);
  });

  test('a multipart form', () => {
    const [first, type, body] = told(`curl http://h/ -F user=ada -F 'pass="w;x";type=text/plain'`);
    expect(first).toBe('POST http://h/');
    const [, boundary = ''] = /boundary=(.+)$/.exec(String(type)) ?? [];
    expect(body).toBe(
      `--${boundary}\r\nContent-Disposition: form-data; name="user"\r\n\r\nada\r\n--${boundary}\r\nContent-Disposition: form-data; name="pass"\r\n\r\nw;x\r\n--${boundary}--\r\n`,
    );
  });

  test('words that a shell has taken apart already are not taken apart again', () => {
    const { step } = requestOfWords(['curl', 'http://h/', '--data-raw', `a='$x"\\`]);
    expect(step.body).toBe(`a='$x"\\`);
  });
});

describe('what cannot be read says so, without a secret', () => {
  test.each([
    ["curl 'http://h/login -d pass=geheim", /open '/],
    ['curl "http://h/login -d pass=geheim', /open "/],
    [String.raw`curl http://h/ -d $'geheim\'`, /open \$'/],
    ['curl http://h/ -d @geheim.json', /--data reads a file/],
    ['curl http://h/ --data-urlencode a@geheim', /reads a file/],
    ['curl http://h/ -F a=@geheim', /-F with a file/],
    ['curl http://h/ -T geheim', /--upload-file sends a file/],
    ['curl http://h/ -K geheim', /-K, which is not understood/],
    ['curl http://h/ --geheim', /--geheim, which is not understood/],
    ['curl http://h/ -d', /-d has lost its value/],
    ['curl http://h/ -d a -F b=c', /mixes/],
    ['curl http://h/ -u geheim', /without a password/],
    ['curl http://h/?a=1&geheim=2', /stand in quotes/],
    ['curl -d geheim', /no URL/],
    ['curl file:///etc/passwd', /no http/],
    ['curl http://h/ geheim://x', /more than one URL/],
    ['curl http://h/ -d "$(cat geheim)"', /runs another command/],
    ['curl http://h/ -d "$GEHEIM"', /environment variable GEHEIM/],
    ['wget geheim', /begins with curl/],
    ['', /empty/],
    ['fetch("http://h/", {"body": "geheim"})', /Copy as cURL \(bash\)/],
    ['Invoke-WebRequest -Uri "http://h/geheim"', /Copy as cURL \(bash\)/],
    [`curl http://h/ -d '${'x'.repeat(1_100_000)}'`, /longer than 1 MiB/],
  ])('%.60s', (text, message) => {
    expect(() => requestsOfCurl(text, {})).toThrow(message);
    expect(() => requestsOfCurl(text, {})).toThrow(
      expect.objectContaining({ code: 'ERR_AUDIT_SETUP' }) as Error,
    );
    try {
      requestsOfCurl(text, {});
    } catch (error) {
      if (!/GEHEIM|--geheim/.test(text)) expect(String(error)).not.toMatch(/geheim/i);
    }
  });

  test('no name of the prototype is a variable or an option', () => {
    expect(() => requestsOfCurl('curl http://h/$constructor', {})).toThrow(/variable constructor/);
    expect(() => requestsOfCurl('curl http://h/ --constructor', {})).toThrow(/not understood/);
  });

  test('a megabyte is read in a moment', () => {
    const began = performance.now();
    expect(told(`curl http://h/ -H 'content-type: a/b' -d '${'x'.repeat(1_000_000)}'`)[2]).toHaveLength(
      1_000_000,
    );
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
