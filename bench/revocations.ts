import { createHash, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto';
import { Denylist } from '../src/core/denylist/denylist.ts';
import type { Bearer, LoggedRevocation } from '../src/core/revocation.ts';
import { bytesHeld, median, nanoseconds, type Figure } from './measure.ts';

/** What a node's copy of the live revocations costs: memory, a look-up, the longest pause while it grows and forgets. */
export const question = 'What does a node pay for remembering what has ended?';

const ISSUER = 'https://api.example.com';
const HOUR = 3_600_000;
const ROUNDS = 7;
/** A Map is compared with up to this size: it takes minutes to build beyond. */
const MOST_IN_A_MAP = 1_000_000;

export function run(quick: boolean): Figure[] {
  const sizes = quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000, 10_000_000];
  return sizes.flatMap(forSize);
}

/** The facts are made as they are needed: kept beside the list, they would be measured with it. */
function* facts(count: number, now: number): Generator<LoggedRevocation> {
  for (let index = 0; index < count; index += 1) {
    const at = now + index;
    yield {
      kind: 'session',
      id: randomBytes(16).toString('base64url'),
      issuer: ISSUER,
      at,
      // Lifetimes of a day to thirty: what is forgotten together is spread over many minutes.
      expiresAt: at + 24 * HOUR * (1 + (index % 30)),
      reason: 'logout',
      position: { generation: 1, sequence: index + 1 },
    };
  }
}

function forSize(count: number): Figure[] {
  const now = Date.now();
  const others = strangers();
  const list = new Denylist();
  let longest = 0;
  const held = bytesHeld(() => {
    for (const fact of facts(count, now)) {
      const started = performance.now();
      list.add(fact);
      longest = Math.max(longest, performance.now() - started);
    }
    return list;
  });
  // A fact of another kind, so that a check looks twice, as it does where people log out everywhere.
  list.add({ ...facts(1, now).next().value, kind: 'subject', id: 'somebody' } as LoggedRevocation);
  const { lookup, raw, mapped } = lookups(list, others, count, now);
  const pauses = forgetting(list, now);
  return [
    { name: 'live revocations', value: count, unit: '' },
    { name: 'memory for one', value: held / count, unit: 'bytes' },
    ...(count > MOST_IN_A_MAP
      ? []
      : [{ name: 'memory for one, in a Map of objects', value: mapBytes(count, now), unit: 'bytes' }]),
    { name: 'look-up of a token that is alive', value: lookup, unit: 'ns' },
    { name: 'the same in a Map by strings', value: mapped, unit: 'ns' },
    { name: 'raw ES256 verification', value: raw, unit: 'ns' },
    { name: 'look-up ÷ raw ES256 verification', value: lookup / raw, unit: '×' },
    { name: 'longest pause while it grew', value: longest, unit: 'ms' },
    { name: 'longest pause while it forgot all', value: pauses, unit: 'ms' },
  ];
}

/** Look-ups of what is not there, interleaved with what they are compared to. */
function lookups(
  list: Denylist,
  others: Bearer[],
  count: number,
  now: number,
): { lookup: number; raw: number; mapped: number } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const message = randomBytes(400);
  const signature = sign('sha256', message, privateKey);
  const map = mapOf(Math.min(count, MOST_IN_A_MAP), now);
  const found: Record<'lookup' | 'raw' | 'mapped', number[]> = { lookup: [], raw: [], mapped: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    found.lookup.push(nanoseconds(100, () => others.forEach((one) => void list.find(one)), others.length));
    found.raw.push(nanoseconds(500, () => void verify('sha256', message, publicKey, signature), 1));
    found.mapped.push(
      nanoseconds(
        100,
        () =>
          others.forEach(
            (one) => void (map.get(`session ${one.session}`) ?? map.get(`subject ${one.subject}`)),
          ),
        others.length,
      ),
    );
  }
  return { lookup: median(found.lookup), raw: median(found.raw), mapped: median(found.mapped) };
}

function strangers(): Bearer[] {
  return Array.from({ length: 1_000 }, (_, index) => ({
    issuer: ISSUER,
    token: randomBytes(16).toString('base64url'),
    session: randomBytes(16).toString('base64url'),
    subject: createHash('sha256').update(String(index)).digest('base64url').slice(0, 12),
    client: ISSUER,
    began: { generation: 1, sequence: 1 },
  }));
}

function mapOf(count: number, now: number): Map<string, LoggedRevocation> {
  const map = new Map<string, LoggedRevocation>();
  for (const fact of facts(count, now)) map.set(`session ${fact.id}`, fact);
  return map;
}

function mapBytes(count: number, now: number): number {
  return bytesHeld(() => mapOf(count, now)) / count;
}

function forgetting(list: Denylist, now: number): number {
  let longest = 0;
  while (list.size > 0) {
    const started = performance.now();
    list.forget(now + 365 * 24 * HOUR);
    longest = Math.max(longest, performance.now() - started);
  }
  return longest;
}
