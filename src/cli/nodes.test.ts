import { expect, test } from 'vitest';
import type { Examiner, LeaseSeen, LogSeen } from '../core/finding.ts';
import { nodeFindings, nodesOf } from './nodes.ts';

/** An examiner of a log with ten entries, whose lease is told by `lease` at each look. */
function examiner(lease: (look: number) => LeaseSeen | undefined): Examiner {
  let looks = 0;
  return {
    name: 'fake',
    examine: async () => [],
    async log(): Promise<LogSeen> {
      const one = lease((looks += 1));
      const leases = one ? [one] : [];
      return { incarnation: 'x', generation: 1, sequence: 10, leases };
    },
    size: async () => undefined,
    close: async () => undefined,
  };
}

const place = (sequence: number): LeaseSeen['place'] => ({ generation: 1, sequence });

test('a node that polls and does not catch up is behind', async () => {
  const { nodes } = await nodesOf(
    examiner((look) => ({ id: 'n', beat: String(look), staleness: 200, place: place(4) })),
  );
  expect(nodes).toEqual([expect.objectContaining({ lease: 'live', behind: 6, lags: true })]);
  expect(nodeFindings(nodes)).toEqual([
    expect.objectContaining({
      level: 'warning',
      message: expect.stringMatching(/^1 node polls, and is behind/),
    }),
  ]);
});

test('a node that is only about to catch up is not', async () => {
  const { nodes } = await nodesOf(
    examiner((look) => ({ id: 'n', beat: String(look), staleness: 1_000, place: place(look < 4 ? 4 : 10) })),
  );
  expect(nodes).toEqual([expect.objectContaining({ lease: 'live', behind: 0, lags: false })]);
  expect(nodeFindings(nodes)).toEqual([{ level: 'ok', check: 'nodes', message: '1 node attached' }]);
});

test('a node is not called silent before it has been silent for longer than it may', async () => {
  const { nodes } = await nodesOf(
    examiner(() => ({ id: 'n', beat: '1', staleness: 60_000, place: place(10) })),
  );
  expect(nodes).toEqual([expect.objectContaining({ lease: 'unknown' })]);
  expect(nodes[0]?.age).toBeGreaterThan(2_400);
  expect(nodeFindings(nodes).map(({ level }) => level)).toEqual(['ok']);
});

test('a node that has read another generation of the log has read nothing of this one', async () => {
  const other = { generation: 2, sequence: 10 };
  const { nodes } = await nodesOf(
    examiner((look) => ({ id: 'n', beat: `${look}`, staleness: 100, place: other })),
  );
  expect(nodes).toEqual([expect.objectContaining({ behind: null, lags: true })]);
});

test('a node that joins while the others are watched is seen, and one that leaves is not', async () => {
  const lease = { id: 'n', beat: '1', staleness: 1_000, place: place(10) };
  expect((await nodesOf(examiner((look) => (look === 1 ? lease : undefined)))).nodes).toEqual([]);
  expect((await nodesOf(examiner(() => undefined))).nodes).toEqual([]);
});
