import { Inconclusive } from '../inconclusive.ts';
import type { Finding, Probe } from '../probe.ts';
import { watchLogout } from './p15-watch.ts';

/** Holds connections open during a logout, and listens whether they go on. */
export const sockets: Probe = {
  id: 'P15',
  name: 'Open connections',
  references: ['CWE-613', 'ASVS 7.4.1'],
  notRun: ({ sockets: all }) =>
    all.length > 0
      ? undefined
      : {
          reason: 'The plan names no WebSocket and no event stream.',
          configure: 'sockets: [{websocket: /path}, {sse: /path}], with "auth" or "hello" where they need it',
        },
  async run(context): Promise<Finding> {
    const findings: Finding[] = [];
    for (const socket of context.plan.sockets) {
      findings.push(
        await watchLogout(context, socket).catch((error: unknown): Finding => {
          if (!(error instanceof Inconclusive)) throw error;
          return { verdict: 'inconclusive', evidence: `${error.message}.` };
        }),
      );
    }
    return together(findings);
  },
};

/** The worst of them, with what the others were beside it. */
function together(findings: readonly Finding[]): Finding {
  const worst = (['fail', 'inconclusive', 'pass'] as const).flatMap((verdict) =>
    findings.filter((finding) => finding.verdict === verdict),
  );
  const [first = { verdict: 'pass', evidence: '' } satisfies Finding, ...others] = worst;
  const same = others.filter(({ verdict }) => verdict === first.verdict);
  const rest = others.filter(({ verdict }) => verdict !== first.verdict);
  return {
    ...first,
    evidence: [first, ...same].map(({ evidence }) => evidence).join(' '),
    notes: [...worst.flatMap(({ notes }) => notes ?? []), ...rest.map(({ evidence }) => evidence)],
    shown: [first, ...same].flatMap(({ shown }) => shown ?? []),
  };
}
