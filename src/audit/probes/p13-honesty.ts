import type { Finding, Probe } from '../probe.ts';
import { changedExpiry, garbage, reallyExpired, usualAndRepeated, type Trial } from './p13-trials.ts';

/** Logs out in ways that cannot work or have worked already, and compares what is said with what is so. */
export const honesty: Probe = {
  id: 'P13',
  name: 'Honest answers',
  references: ['CWE-393', 'ASVS 7.4.1'],
  notRun: () => undefined,
  async run(context): Promise<Finding> {
    const trials = [...(await garbage(context)), ...(await usualAndRepeated(context))];
    const altered = await changedExpiry(context);
    if (altered) trials.push(altered);
    const expired = await reallyExpired(context);
    if (expired) trials.push(expired);
    for (const { what, reply, lived } of trials) context.event(`logout: ${what}`, lived && 'alive', reply);
    return judge(trials);
  },
};

function judge(trials: readonly Trial[]): Finding {
  const answers = trials.map(({ what, reply }) => `${what}: ${reply.error ?? reply.status}`).join('; ');
  const notes = [`What the logout answered to ${answers}.`];
  const lied = trials.find(({ lived }) => lived !== undefined);
  if (lied?.lived) {
    return {
      verdict: 'fail',
      evidence: `The logout answered ${lied.reply.status} to ${lied.what}, as if it were done, and the session that it carried lived on.`,
      fix: 'Answer "done" only after the session was ended and recorded. What names the session may have expired: end it all the same, or say that nothing was ended.',
      notes,
      shown: [{ caption: `Logout with ${lied.what}`, reply: lied.reply }, lied.lived],
    };
  }
  const about = ({ what, reply }: Trial): Pick<Finding, 'evidence' | 'notes' | 'shown'> => ({
    evidence: `The logout answered ${reply.error ?? reply.status} to ${what}.`,
    notes,
    shown: [{ caption: `Logout with ${what}`, reply }],
  });
  const broken = trials.find(({ reply }) => reply.status >= 500 && reply.status !== 503);
  if (broken) {
    const fix =
      'Treat a token that is unknown, expired or already dead as an ordinary case: nothing is to be ended, and the browser is cleaned.';
    return { verdict: 'fail', ...about(broken), fix };
  }
  const silent = trials.find(({ reply }) => [0, 429, 503].includes(reply.status));
  if (silent) return { verdict: 'inconclusive', ...about(silent) };
  const evidence = `The logout answered no server error, and never claimed what was not so: to ${trials.map(({ what }) => what).join(', ')}.`;
  return { verdict: 'pass', evidence, notes };
}
