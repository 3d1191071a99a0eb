import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateSync } from 'node:zlib';
import type { JWK } from 'jose';
import { expect, it } from 'vitest';
import {
  ALLOW_KEYS_FROM_A_PRIVATE_NETWORK,
  ConfigError,
  createCurfew,
  type Clock,
  type Curfew,
} from '../../src/index.ts';
import { systemClock } from '../../src/core/clock.ts';
import { systemTimers } from '../../src/core/timers.ts';
import { ForeignTokens } from '../../src/core/trust/foreign-tokens.ts';
import { StatusList } from '../../src/core/trust/status-list.ts';
import { memory } from '../../src/stores/memory/index.ts';
import { IdentityProvider, providerKey } from '../support/identity-provider.ts';
import { codeOf } from '../support/node.ts';

interface Vectors {
  readonly vectors: readonly {
    readonly name: string;
    readonly bits: number;
    readonly lst: string;
    readonly entries: number;
    readonly statuses: readonly (readonly [number, number])[];
  }[];
  readonly jwt: { readonly raw: string; readonly publicJwk: JWK };
}

/** From the draft of the IETF: see the file beside it. */
const { vectors, jwt } = JSON.parse(
  readFileSync(new URL('../vectors/token-status-list.json', import.meta.url), 'utf8'),
) as Vectors;

/** A clock that can be set forward. */
class Ahead implements Clock {
  by = 0;
  now = (): number => Date.now() + this.by;
  monotonic = (): number => performance.now() + this.by;
}

/** A place that serves status list tokens, and counts how often. */
class Lists implements AsyncDisposable {
  asked = 0;
  token = '';
  status = 200;
  type = 'application/statuslist+jwt';
  readonly #server = createServer((_request, response) => {
    this.asked += 1;
    response.writeHead(this.status, { 'content-type': this.type, location: this.uri }).end(this.token);
  });

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get uri(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/lists/1`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

const lst = (bytes: readonly number[]): string => deflateSync(Uint8Array.from(bytes)).toString('base64url');

/** A status list token with those bytes; `claims` and `header` take the place of what it would say. */
function listToken(
  provider: IdentityProvider,
  lists: Lists,
  bytes: readonly number[],
  claims: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
): Promise<string> {
  const all = { sub: lists.uri, ttl: 60, status_list: { bits: 1, lst: lst(bytes) }, ...claims };
  return provider.token(all, { typ: 'statuslist+jwt', ...header });
}

function trusting(provider: IdentityProvider, lists: Lists, clock?: Clock): Curfew {
  const { issuer, jwks } = provider;
  const one = { issuer, audience: 'api', jwks, statusLists: [lists.uri] };
  const trust = [{ ...one, [ALLOW_KEYS_FROM_A_PRIVATE_NETWORK]: true as const }];
  return createCurfew({ store: memory(), trust, ...(clock && { clock }) });
}

const entry = (lists: Lists, idx: unknown): Record<string, unknown> => ({
  status: { status_list: { uri: lists.uri, idx } },
});

it.each(vectors)(
  'reads the vector $name of the draft, to its last entry',
  async ({ bits, lst: packed, entries, statuses }) => {
    const list = await StatusList.read({ bits, lst: packed });
    expect(list.size).toBe(entries);
    const expected = new Map(statuses);
    let wrong = 0;
    for (let index = 0; index < entries; index += 1)
      if (list.at(index) !== (expected.get(index) ?? 0)) wrong += 1;
    expect(wrong).toBe(0);
    for (const outside of [entries, -1, 0.5, Number.NaN, 2 ** 53])
      expect(() => list.at(outside)).toThrow(RangeError);
  },
);

it('proves the status list token of the draft, and nothing that was changed in it', async () => {
  const { alg = 'ES256' } = jwt.publicJwk;
  const trust = {
    issuer: 'https://example.com',
    audience: ['api'],
    algorithms: [alg],
    source: [jwt.publicJwk],
    statusLists: [],
  };
  const tokens = new ForeignTokens(trust, systemClock, systemTimers, () => undefined);
  const types = new Set(['statuslist+jwt']);
  const claims = await tokens.prove(jwt.raw, types);
  expect((await StatusList.read(claims['status_list'])).at(0)).toBe(1);
  expect(await codeOf(tokens.prove(jwt.raw.replace('.eyJ', '.eyK'), types))).toBe('ERR_TOKEN_INVALID');
  expect(await codeOf(tokens.prove(jwt.raw, new Set(['at+jwt'])))).toBe('ERR_TOKEN_INVALID');
});

it('inflates nothing that would become huge, and no rubbish', async () => {
  const bomb = deflateSync(new Uint8Array(64 * 1_024 * 1_024)).toString('base64url');
  expect(bomb.length).toBeLessThan(100_000);
  await expect(StatusList.read({ bits: 1, lst: bomb })).rejects.toThrow(/too large/);
  const good = lst([0]);
  for (const wrong of [
    undefined,
    {},
    { bits: 3, lst: good },
    { bits: '1', lst: good },
    { bits: 1, lst: 'AAAA' },
    { bits: 1, lst: `${good}=` },
    { bits: 1, lst: good.slice(0, -3) },
  ])
    await expect(StatusList.read(wrong), JSON.stringify(wrong)).rejects.toBeInstanceOf(Error);
});

it('refuses a token that its status list does not call valid, or does not have', async () => {
  await using provider = await IdentityProvider.start();
  await using lists = await new Lists().listen();
  await using curfew = trusting(provider, lists);
  lists.token = await listToken(provider, lists, [0b0000_0010]);
  const first = await Promise.all(Array.from({ length: 20 }, () => provider.token(entry(lists, 0))));
  await Promise.all(first.map((token) => curfew.verify(token)));
  expect(lists.asked, 'however many need it').toBe(1);
  const cases: [Record<string, unknown>, string][] = [
    [entry(lists, 0), 'fulfilled'],
    [entry(lists, 1), 'ERR_TOKEN_REVOKED'],
    [entry(lists, 7), 'fulfilled'],
    [entry(lists, 8), 'ERR_TOKEN_INVALID'],
    [entry(lists, -1), 'ERR_TOKEN_INVALID'],
    [entry(lists, '0'), 'ERR_TOKEN_INVALID'],
    [{ status: { status_list: { idx: 0, uri: 'https://evil.test/lists/1' } } }, 'ERR_TOKEN_INVALID'],
    [{ status: { status_list: true } }, 'ERR_TOKEN_INVALID'],
    [{ status: { other: 1 } }, 'fulfilled'],
    [{}, 'fulfilled'],
  ];
  for (const [claims, code] of cases)
    expect(await codeOf(curfew.verify(await provider.token(claims))), JSON.stringify(claims)).toBe(code);
  expect(lists.asked, 'a list is fetched once').toBe(1);
  const dead = await provider.token(entry(lists, 1));
  expect((await curfew.logout(dead)).revoked, 'it can still be logged out').toHaveLength(1);
});

it('asks again when the ttl is over, also about a token that it has proved, and not before', async () => {
  await using provider = await IdentityProvider.start();
  await using lists = await new Lists().listen();
  const clock = new Ahead();
  await using curfew = trusting(provider, lists, clock);
  lists.token = await listToken(provider, lists, [0]);
  const token = await provider.token(entry(lists, 3));
  for (let time = 0; time < 3; time += 1) await curfew.verify(token);
  expect(lists.asked).toBe(1);
  lists.token = await listToken(provider, lists, [0b1000]);
  clock.by += 50_000;
  expect(await codeOf(curfew.verify(token)), 'a list lags').toBe('fulfilled');
  clock.by += 11_000;
  expect(await codeOf(curfew.verify(token))).toBe('ERR_TOKEN_REVOKED');
  expect(lists.asked).toBe(2);
});

it.each([
  ['a ttl of a year: an hour', { ttl: 31_536_000 }, 3_590, 3_610],
  ['a ttl of a millisecond: a second', { ttl: 0.001 }, 0.5, 1.5],
  ['no ttl: five minutes', { ttl: undefined }, 290, 310],
  ['an exp before the ttl is over: not longer', { ttl: 3_000, exp: 100 }, 90, 110],
])(
  'keeps a list with %s',
  async (_what, { exp, ...claims }: { exp?: number; ttl?: number | undefined }, kept, over) => {
    await using provider = await IdentityProvider.start();
    await using lists = await new Lists().listen();
    const clock = new Ahead();
    await using curfew = trusting(provider, lists, clock);
    const now = Math.floor(Date.now() / 1_000);
    const ends = exp === undefined ? now + 86_000 : now + exp;
    lists.token = await listToken(provider, lists, [0], { ...claims, exp: ends });
    const token = await provider.token({ ...entry(lists, 0), exp: now + 7_200 });
    await curfew.verify(token);
    clock.by += kept * 1_000;
    await curfew.verify(token);
    expect(lists.asked).toBe(1);
    clock.by += (over - kept) * 1_000;
    lists.token = await listToken(provider, lists, [1], { iat: now, exp: now + 86_000 });
    expect(await codeOf(curfew.verify(token))).toBe('ERR_TOKEN_REVOKED');
    expect(lists.asked).toBe(2);
  },
);

it('fetches no list for a token that is not good without it', async () => {
  await using provider = await IdentityProvider.start();
  await using lists = await new Lists().listen();
  await using curfew = trusting(provider, lists);
  const now = Math.floor(Date.now() / 1_000);
  for (const claims of [{ aud: 'other' }, { exp: now - 10, iat: now - 60 }, { exp: undefined }])
    expect(await codeOf(curfew.verify(await provider.token({ ...entry(lists, 0), ...claims })))).toMatch(
      /^ERR_TOKEN/,
    );
  const forged = await provider.token(entry(lists, 0), {}, await providerKey('first'));
  expect(await codeOf(curfew.verify(forged))).toBe('ERR_TOKEN_INVALID');
  expect(lists.asked).toBe(0);
});

it('answers 503 when the list cannot be had or is not what it must be, and asks only now and then', async () => {
  await using provider = await IdentityProvider.start();
  const now = Math.floor(Date.now() / 1_000);
  const stranger = await providerKey('first');
  const breaks: [string, (lists: Lists) => Promise<unknown>][] = [
    ['an error', async (lists) => (lists.status = 500)],
    ['a redirect', async (lists) => (lists.status = 302)],
    ['another type', async (lists) => (lists.type = 'text/html')],
    ['rubbish', async (lists) => (lists.token = 'rubbish')],
    [
      'another place',
      async (lists) => (lists.token = await listToken(provider, lists, [0], { sub: 'https://a.test/' })),
    ],
    [
      'another issuer',
      async (lists) => (lists.token = await listToken(provider, lists, [0], { iss: 'https://a.test/' })),
    ],
    ['no iat', async (lists) => (lists.token = await listToken(provider, lists, [0], { iat: undefined }))],
    [
      'expired',
      async (lists) => (lists.token = await listToken(provider, lists, [0], { iat: now - 60, exp: now - 1 })),
    ],
    ['a ttl of nothing', async (lists) => (lists.token = await listToken(provider, lists, [0], { ttl: 0 }))],
    [
      'an access token',
      async (lists) => (lists.token = await listToken(provider, lists, [0], {}, { typ: 'at+jwt' })),
    ],
    [
      'a stranger',
      async (lists) =>
        (lists.token = await provider.token(
          { sub: lists.uri, status_list: { bits: 1, lst: lst([0]) } },
          { typ: 'statuslist+jwt' },
          stranger,
        )),
    ],
  ];
  for (const [what, broken] of breaks) {
    await using lists = await new Lists().listen();
    lists.token = await listToken(provider, lists, [0]);
    await broken(lists);
    await using curfew = trusting(provider, lists);
    for (let time = 0; time < 3; time += 1)
      expect(await codeOf(curfew.verify(await provider.token(entry(lists, 0)))), what).toBe(
        'ERR_ISSUER_UNAVAILABLE',
      );
    expect(lists.asked, what).toBe(1);
    expect(await codeOf(curfew.verify(await provider.token())), 'what names no list is none the worse').toBe(
      'fulfilled',
    );
  }
});

it('refuses at boot a list that it must not fetch', () => {
  const one = { issuer: 'https://login.test/', audience: 'api', jwks: 'https://login.example.com/jwks' };
  for (const wrong of ['http://a.example/', 'https://127.0.0.1/', 'https://10.0.0.1/', 'no url'])
    expect(() => createCurfew({ store: memory(), trust: [{ ...one, statusLists: [wrong] }] })).toThrow(
      ConfigError,
    );
});
