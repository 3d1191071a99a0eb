import { endsAsPromised, isAwaited, untilPromised } from '../judging/budget.ts';
import type { Finding, Probe } from '../probe.ts';
import { variantsOf, type Variant } from '../judging/variants.ts';

/** Logs out, signs in again with the same browser, and replays what was copied before. */
export const reLogin: Probe = {
  id: 'P17',
  name: 'Old tokens after a new login',
  references: ['CWE-613', 'ASVS 7.2.4', 'ASVS 7.4.1'],
  notRun: () => undefined,
  async run(context): Promise<Finding> {
    const person = await context.person();
    const before = person.stolen();
    const working: Variant[] = [];
    for (const variant of variantsOf(context.plan, before).filter(
      ({ credential }) => !credential.includes(','),
    )) {
      if ((await context.me(before, variant.overrides)).state === 'alive') working.push(variant);
    }
    const logout = await context.logout(person);
    const allowed = endsAsPromised(context, before, logout);
    if (!allowed || isAwaited(context, 'access')) await untilPromised(context, 'access', logout);
    const between = await context.me(before);
    await context.person(person.jar.copy());
    context.event('new login', 'alive');
    for (const { credential, overrides } of working) {
      const seen = await context.me(before, overrides);
      context.cell(credential, 'after a new login', seen.state);
      context.event(`${credential}, after a new login`, seen.state, seen.reply);
      const shown = [
        { caption: 'After logout', reply: between.reply },
        { caption: `After a new login: ${credential}`, reply: seen.reply },
      ];
      // It lives on until it expires, as promised: the new login has brought nothing back.
      if (allowed && between.state === 'alive') continue;
      if (seen.state === 'alive') {
        const still =
          between.state === 'alive' ? ', as it did before it' : `; before it, it was ${between.state}`;
        return {
          verdict: 'fail',
          evidence: `After a new login of the same user the old credentials (${credential}) opened ${context.plan.me.url}${still}.`,
          fix: 'Give every login a new session with a new id, and let a logout end that session for good, rather than mark the user as signed out until the next login.',
          shown,
        };
      }
      if (seen.state === 'unclear') {
        return {
          verdict: 'inconclusive',
          evidence: `After a new login nothing is clear about the old credentials (${credential}): ${seen.because}.`,
          shown,
        };
      }
    }
    return {
      verdict: 'pass',
      evidence: 'A new login of the same user brought no old credentials back to life.',
    };
  },
};
