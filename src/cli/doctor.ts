import type { Examiner, Finding, Size } from '../core/finding.ts';
import { parse } from './args.ts';
import { openExaminer } from './examiner.ts';
import { Failure, type Io } from './io.ts';
import { nodesOf, nodeFindings, type NodeSeen } from './nodes.ts';
import { count, json, line, table } from './output.ts';

export const help = `Examines a store and the nodes attached to it, and says what is wrong and how to mend it.

Usage: curfew doctor --store app.db [--json]

  --store STORE  app.db, redis://… or postgres://…; default $CURFEW_STORE
  --json         { "store", "log", "findings": [{ level, check, message, mend }], "nodes" }

It changes nothing, whatever state the store is in. It takes about a second, to see the nodes' heartbeats.
Exit code 1 when it finds a problem, or cannot reach the store; a warning is no problem.
`;

const RANK = { problem: 0, warning: 1, ok: 2 } as const;

export async function run(argv: readonly string[], io: Io): Promise<void> {
  const given = parse('doctor', argv, { store: 'string', json: 'boolean' });
  const { examiner, at } = await openExaminer(given.store, io.env);
  let result: Examined;
  try {
    result = await at.reached(examined(examiner));
  } finally {
    await examiner.close();
  }
  const { findings, log, nodes } = result;
  const store = { name: examiner.name, at: at.place };
  if (given.json) json(io.stdout, { store, ...(log && { log }), findings, nodes });
  else show(io, findings, nodes);
  const problems = findings.filter(({ level }) => level === 'problem').length;
  if (problems > 0) throw new Failure(`${count(problems, 'problem')} found`);
}

interface Examined {
  readonly findings: readonly Finding[];
  readonly log: object | undefined;
  readonly nodes: readonly NodeSeen[];
}

async function examined(examiner: Examiner): Promise<Examined> {
  const found = await examiner.examine();
  const { log, nodes } = await nodesOf(examiner);
  const all = [...found, ...(log ? nodeFindings(nodes) : [])];
  const findings = all.toSorted((a, b) => RANK[a.level] - RANK[b.level]);
  if (!log) return { findings, log, nodes };
  const { incarnation, generation, sequence } = log;
  return { findings, log: { incarnation, generation, sequence, ...(await sizeOf(examiner)) }, nodes };
}

async function sizeOf(examiner: Examiner): Promise<Size | undefined> {
  const size = await examiner.size();
  return size && { entries: size.entries, sessions: size.sessions };
}

function show({ stdout }: Io, findings: readonly Finding[], nodes: readonly NodeSeen[]): void {
  table(
    stdout,
    findings.flatMap(({ level, check, message, mend }) => [
      [level, check, message],
      ...(mend === undefined ? [] : [['', '', `→ ${mend}`]]),
    ]),
  );
  if (nodes.length === 0) return;
  line(stdout, '');
  const rows = nodes.map(({ id, staleness, lease, age, behind }) => [
    id,
    lease === 'live' ? `renewed within ${age} ms` : `silent for ${age} ms at least`,
    behind === null ? 'not reading this log' : behind === 0 ? 'up to date' : `${behind} behind`,
    `${staleness} ms`,
  ]);
  table(stdout, [['NODE', 'LEASE', 'LOG', 'STALENESS'], ...rows]);
}
