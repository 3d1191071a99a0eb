import type { Context, Refreshed } from '../context.ts';
import { Inconclusive } from '../inconclusive.ts';
import type { Finding, Probe } from '../probe.ts';
import { refreshKeyOf } from '../people/rotation.ts';
import { instant } from '../network/wire.ts';
import { spendTwice, type Outcome, type Pair } from './p06-pair.ts';

/** So many pairs are sent at most, and none is begun after so many ms. */
const MOST = { pairs: 20, ms: 120_000 };
/** With fewer that say something, nothing is said. */
const LEAST = 10;
/** Spends one refresh token twice at the same moment. */
export const doubleSpend: Probe = {
  id: 'P06',
  name: 'Two refreshes at once',
  references: ['CWE-613', 'CWE-362', 'ASVS 10.4.5'],
  notRun: ({ refresh }) =>
    refresh
      ? undefined
      : { reason: 'The plan has no refresh.', configure: 'refresh: the request that renews the tokens' },
  async run(context): Promise<Finding> {
    const key = await refreshKeyOf(context);
    if (!key) {
      return {
        verdict: 'pass',
        evidence:
          'A refresh does not replace the refresh token, so two at once are no more than one after the other.',
        notes: [
          'Refresh tokens that are never replaced cannot show that somebody else has a copy: rotate them (RFC 9700, section 4.14.2).',
        ],
      };
    }
    const pairs: Pair[] = [];
    const start = instant();
    let stopped: string | undefined;
    for (let round = 0; round < MOST.pairs && instant() - start < MOST.ms; round += 1) {
      try {
        const pair = await spendTwice(context, key, round);
        pairs.push(pair);
        if (pair.both) return await found(context, pair, pair.both, round + 1);
      } catch (error) {
        if (!(error instanceof Inconclusive)) throw error;
        stopped = error.message;
        break;
      }
    }
    return nothing(pairs, stopped);
  },
};

async function found(
  context: Context,
  { replies }: Pair,
  [first, second]: readonly [Refreshed, Refreshed],
  round: number,
): Promise<Finding> {
  const logout = await first.successor?.logout();
  const left = second.successor && (await context.me(second.successor.stolen()));
  await second.successor?.logout();
  const acknowledged = logout?.error === undefined && (logout?.status ?? 500) < 400;
  const [one, other] = replies;
  return {
    verdict: 'fail',
    evidence: `Two refreshes with the same token at the same moment gave two separate sessions: both opened ${context.plan.me.method} ${context.plan.me.url}, and both could be refreshed again (pair ${round} of ${MOST.pairs}).`,
    worstCase: 'for as long as somebody refreshes',
    fix: 'Mark the refresh token as used and issue its successor in one atomic step (UPDATE … WHERE token = … AND used = false), so that one of two wins; answer the other with the same successor for a few seconds, or end the session.',
    notes:
      acknowledged && left?.state === 'alive' ? ['A logout of one of the two left the other signed in.'] : [],
    shown: [
      ...(one ? [{ caption: 'First refresh', reply: one }] : []),
      ...(other ? [{ caption: 'Second refresh, with the same token', reply: other }] : []),
      ...(first.seen ? [{ caption: 'What the first was refreshed to', reply: first.seen.reply }] : []),
      ...(second.seen ? [{ caption: 'What the second was refreshed to', reply: second.seen.reply }] : []),
    ],
  };
}

function nothing(pairs: readonly Pair[], stopped: string | undefined): Finding {
  const of = (wanted: Outcome): number => pairs.filter(({ outcome }) => outcome === wanted).length;
  const [refused, same, superseded, unclear] = [of('refused'), of('same'), of('superseded'), of('unclear')];
  const telling = pairs.length - unclear;
  const parts = [
    ...(refused > 0 ? [`${refused} times at most one got something`] : []),
    ...(same > 0 ? [`${same} times both got the same successor`] : []),
    ...(superseded > 0 ? [`${superseded} times only one of the two successors lived on`] : []),
  ];
  if (telling < LEAST) {
    const why = stopped ?? `${unclear} pairs were answered by 429, 5xx or nothing`;
    return {
      verdict: 'inconclusive',
      evidence: `Only ${telling} pairs of refreshes could be told the end of, and ${LEAST} are wanted: ${why}.`,
    };
  }
  return {
    verdict: 'pass',
    evidence: `No token was spent twice in ${telling} pairs of refreshes at the same moment: ${parts.join(', ')}.`,
    notes: [
      ...(unclear > 0
        ? [`${unclear} pairs were answered by 429, 5xx or nothing, and count for nothing.`]
        : []),
      ...(stopped === undefined ? [] : [`It ended early: ${stopped}.`]),
    ],
  };
}
