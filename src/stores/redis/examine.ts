import { StoreUnavailable } from '../../core/errors.ts';
import {
  certainty,
  NOT_YET,
  problem,
  sizeFinding,
  warning,
  type Examiner,
  type Finding,
  type LeaseSeen,
  type LogSeen,
  type Size,
} from '../../core/finding.ts';
import { Connection } from './connection.ts';
import { examineServer } from './examine-server.ts';
import type { Settings } from './options.ts';
import { list } from './rows.ts';
import { Scripts } from './scripts.ts';

interface Seen extends LogSeen, Size {
  /** Where what is there is not what was counted. */
  readonly gaps: readonly string[];
  /** The doubt that is written down. */
  readonly doubt: string;
  /** Whether this process wrote the data, or one whose end lost nothing. */
  readonly isOwn: boolean;
  /** Whether the nodes promise that a restart loses nothing. */
  readonly durable: boolean;
  readonly promoted: boolean;
}

/** Examines the store with the prefix of `settings`, whatever state its server is in. Rejects with `StoreUnavailable`. */
export async function examineRedis(settings: Settings): Promise<Examiner> {
  const connection = new Connection(await settings.open());
  const scripts = new Scripts(connection, settings.prefix, settings.durable);
  try {
    await connection.link();
  } catch (error) {
    connection.close();
    throw error;
  }
  const look = async (): Promise<Seen | undefined> => seenOf(await scripts.run('examine', []));
  return {
    name: 'redis',
    async examine() {
      const data = await dataOf(look, settings.prefix);
      return [...(await examineServer(connection, settings, data.durable)), ...data.findings];
    },
    log: () => look().catch(() => undefined),
    size: () => look().catch(() => undefined),
    close: async () => connection.close(),
  };
}

/** What there is to say of the data itself, and whether the nodes promise that it survives a restart. */
async function dataOf(
  look: () => Promise<Seen | undefined>,
  prefix: string,
): Promise<{ findings: Finding[]; durable: boolean }> {
  let seen: Seen | undefined;
  try {
    seen = await look();
  } catch (error) {
    // A server that does not answer any more has not said what is wrong with the data.
    if (!(error instanceof StoreUnavailable) || !isAnswer(error)) throw error;
    return { findings: [unreadable(error.message, prefix)], durable: false };
  }
  if (seen) return { findings: [soundness(seen), sizeFinding(seen)], durable: seen.durable };
  return {
    findings: [problem('data', `there is no store with the prefix ${prefix}`, NOT_YET)],
    durable: false,
  };
}

function soundness(seen: Seen): Finding {
  if (seen.doubt !== '') return certainty(seen.doubt);
  if (seen.gaps.length > 0) return certainty(`part of its data is gone (${seen.gaps.join(', ')})`);
  if (seen.isOwn) return certainty(undefined);
  return warning(
    'data',
    `whole, but written by another process of the server: it ${seen.promoted ? 'failed over' : 'was restarted'}, ` +
      'and no node has looked since',
    'start the application: a node that was running all the time puts back what is missing; without one, everybody ' +
      'signs in again',
  );
}

function isAnswer(error: StoreUnavailable): boolean {
  return /\b(NOPERM|WRONGTYPE|ERR|NOSCRIPT|user_script|ACL|LOADING|MISCONF|MOVED|CLUSTERDOWN)\b/.test(
    error.message,
  );
}

function unreadable(message: string, prefix: string): Finding {
  if (/NOPERM|ACL/.test(message)) {
    return problem(
      'rights',
      `the user may not do what Curfew needs: ${message}`,
      `ACL SETUSER … ~{${prefix}}:* &{${prefix}}:news +@read +@write +@scripting +@pubsub +@connection +time +wait ` +
        '+info +config|get',
    );
  }
  if (/MOVED|CLUSTERDOWN/.test(message)) {
    return problem(
      'cluster',
      `this node does not have the slot of the keys: ${message}`,
      'give the address of the node that has it, or make the cluster whole: redis-cli --cluster check',
    );
  }
  return problem(
    'data',
    `cannot be read: ${message}`,
    `something else has written to the keys {${prefix}}:…; give Curfew a prefix, or a server, of its own`,
  );
}

/** What the script answers; undefined where there is no store. */
function seenOf(answer: readonly unknown[]): Seen | undefined {
  const [inc, generation, sequence, kept, indexed, counted, log, expiry, facts, held, sessions] = answer;
  const [whole, doubt, own, promoted, durable, leases] = answer.slice(11);
  if (inc === '' && doubt === '' && [log, facts, held].every((size) => Number(size) === 0)) return undefined;
  const pairs: [string, unknown, unknown][] = [
    ['log', log, kept],
    ['expiry', expiry, kept],
    ['facts', facts, indexed],
    ['leases', held, counted],
  ];
  const gaps = pairs.filter(([, there, said]) => Number(there) !== Number(said));
  const words = gaps.map(([key, there, said]) => `${key} has ${Number(there)} of ${Number(said)}`);
  const other = Number(whole) === 1 ? [] : ['it is not whole'];
  return {
    incarnation: String(inc),
    generation: Number(generation),
    sequence: Number(sequence),
    entries: Number(log),
    sessions: Number(sessions),
    leases: leasesOf(list(leases)),
    gaps: inc === '' ? ['its head is gone'] : words.length > 0 ? words : other,
    doubt: String(doubt),
    isOwn: Number(own) === 1,
    durable: Number(durable) === 1,
    promoted: Number(promoted) === 1,
  };
}

/** Leases as they lie in the hash: one that cannot be read is passed over, as its node will write it again. */
function leasesOf(pairs: readonly unknown[]): LeaseSeen[] {
  return pairs.flatMap((id, index) => {
    if (index % 2 === 1) return [];
    try {
      const told = JSON.parse(String(pairs[index + 1])) as {
        gen: number;
        seq: number;
        staleness: number;
        beat: number;
      };
      const place = told.gen < 0 ? undefined : { generation: told.gen, sequence: told.seq };
      return [{ id: String(id), beat: String(told.beat), staleness: told.staleness, place }];
    } catch {
      return [];
    }
  });
}
