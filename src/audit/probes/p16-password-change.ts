import { untilPromised, worstCaseOf } from '../judging/budget.ts';
import type { Context } from '../context.ts';
import { Inconclusive } from '../inconclusive.ts';
import { PasswordChange } from '../people/password-change.ts';
import type { Person } from '../people/person.ts';
import type { Finding, Probe } from '../probe.ts';

/** Changes the password, looks at the other session, and puts the password back. */
export const passwordChange: Probe = {
  id: 'P16',
  name: 'Other sessions after a change of password',
  references: ['CWE-613', 'ASVS 7.4.3'],
  notRun: ({ changePassword, variables }) => {
    if (!changePassword) {
      return {
        reason: 'The plan does not say how the password is changed.',
        configure: 'changePassword: {change: sets {newPassword}, restore: puts {password} back}',
      };
    }
    if (variables['password'] !== undefined) return undefined;
    return {
      reason: 'The plan has no variable "password", so nobody would know what to put back.',
      configure: 'variables: {password: …}, and {password} where the login sends it',
    };
  },
  async run(context): Promise<Finding> {
    const [changer, other] = await context.two();
    const change = new PasswordChange(context, changer);
    let finding: Finding | undefined;
    let why = '';
    try {
      finding = await changeAndLook(context, change, other);
    } catch (error) {
      if (!(error instanceof Inconclusive)) throw error;
      why = `${error.message}.`;
    } finally {
      if (!(await change.undo())) {
        why = `${finding?.evidence ?? why} THE OLD PASSWORD COULD NOT BE PUT BACK: ${change.whatItIs}.`;
        finding = finding?.verdict === 'fail' ? { ...finding, evidence: why } : undefined;
      }
    }
    return finding ?? { verdict: 'inconclusive', evidence: why };
  },
};

async function changeAndLook(context: Context, change: PasswordChange, other: Person): Promise<Finding> {
  const reply = await change.make();
  if (reply.error !== undefined || reply.status >= 400)
    throw new Inconclusive(`The change of the password was answered ${reply.error ?? reply.status}`);
  await untilPromised(context, 'access', reply);
  const before = other.stolen();
  const seen = await context.me(before);
  if (seen.state === 'unclear')
    throw new Inconclusive(
      `After a change of the password nothing is clear about another session: ${seen.because}`,
    );
  const next = seen.state === 'dead' && context.plan.refresh ? await context.refresh(before) : undefined;
  const shown = [
    { caption: 'The change', reply },
    { caption: 'Another session after it', reply: (next?.seen ?? seen).reply },
  ];
  if (seen.state === 'dead' && next?.seen?.state !== 'alive') {
    return {
      verdict: 'pass',
      evidence: 'A change of the password ended another session of the same user.',
      shown,
    };
  }
  if (await change.hadNoEffect()) {
    throw new Inconclusive(
      'The change of the password was acknowledged, and the old one still signs in: it was no change, so no other session had to end',
    );
  }
  const { me } = context.plan;
  return {
    verdict: 'fail',
    evidence: `After a change of the password another session ${next ? 'could be refreshed, and then' : 'still'} opened ${me.method} ${me.url}.`,
    ...(next ? { worstCase: 'for as long as somebody refreshes' } : worstCaseOf(context, before, reply)),
    fix: 'End every other session of the user in the step that stores the new password, their refresh tokens included.',
    shown,
  };
}
