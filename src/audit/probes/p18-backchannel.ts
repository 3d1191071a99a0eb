import { untilPromised } from '../judging/budget.ts';
import type { Context } from '../context.ts';
import { Inconclusive } from '../inconclusive.ts';
import { LogoutTokens } from '../tokens/logout-token.ts';
import type { Person } from '../people/person.ts';
import type { Backchannel } from '../plan.ts';
import type { Finding, Probe } from '../probe.ts';
import { deliver, tryBroken, tryReplay, whoIs, type Trial } from './p18-trials.ts';

/** Sends logout tokens as a provider does: a good one must end the session, and no other may. */
export const backchannel: Probe = {
  id: 'P18',
  name: 'OIDC back-channel logout',
  references: ['CWE-347', 'CWE-287', 'CWE-613', 'ASVS 10.5.5'],
  notRun: ({ backchannel: plan }) => {
    const configure =
      'backchannel: {url, issuer, audience, key, algorithm, subject, session}, with a key of a provider that the application trusts';
    if (!plan) return { reason: 'The plan has no back-channel logout.', configure };
    if (plan.subject !== undefined || plan.session !== undefined) return undefined;
    return { reason: 'The plan does not say whose session a logout token is to end.', configure };
  },
  async run(context): Promise<Finding> {
    const { backchannel: plan } = context.plan;
    if (!plan) throw new Inconclusive('The plan has no back-channel logout');
    const tokens = new LogoutTokens(plan);
    const first = await good(context, plan, tokens, await context.person());
    if (first) return first;
    const trials = [...(await tryBroken(context, plan, tokens)), ...(await tryReplay(context, plan, tokens))];
    // Had the application begun to refuse everything, it would have looked the same.
    const last = await good(context, plan, tokens, await context.person());
    if (last) return { ...last, verdict: 'inconclusive' };
    return judge(trials);
  },
};

/** Undefined when a good token ends the session. */
async function good(
  context: Context,
  plan: Backchannel,
  tokens: LogoutTokens,
  person: Person,
): Promise<Finding | undefined> {
  const before = person.stolen();
  const reply = await deliver(plan, person, tokens.sign(tokens.claims(whoIs(plan, context, person))));
  if (reply.error !== undefined || reply.status >= 400) {
    return {
      verdict: 'inconclusive',
      evidence: `A good logout token was answered ${reply.error ?? reply.status}: does the plan have the key, the issuer and the audience that the application expects?`,
      shown: [{ caption: 'A good logout token', reply }],
    };
  }
  await untilPromised(context, 'access', reply);
  const seen = await context.me(before);
  person.left = seen.state === 'dead';
  const shown = [
    { caption: 'A good logout token', reply },
    { caption: 'The session after it', reply: seen.reply },
  ];
  if (seen.state === 'dead') return undefined;
  if (seen.state === 'unclear') {
    const evidence = `After a good logout token nothing is clear about the session: ${seen.because}.`;
    return { verdict: 'inconclusive', evidence, shown };
  }
  return {
    verdict: 'fail',
    evidence: `A good logout token was acknowledged (${reply.status}), and the session it names still opened ${context.plan.me.method} ${context.plan.me.url}.`,
    fix: 'Keep the sub and sid of the ID token with each session, and end those that a logout token names. (If they are kept, look whether the plan names the right subject and session.)',
    shown,
  };
}

function judge(trials: readonly Trial[]): Finding {
  const wrong = trials.filter(({ must, seen }) => must && seen.state === 'dead');
  const notes = trials
    .filter(({ must, seen }) => !must && seen.state === 'dead')
    .map(
      ({ how }) =>
        `A logout token ${how} ended the session too: better refused, though not every version of the standard demands it.`,
    );
  const kind = trials.filter(
    ({ seen, reply }) => seen.state === 'alive' && reply.status < 400 && reply.status > 0,
  );
  if (kind.length > 0)
    notes.push(
      `Answered ${kind[0]?.reply.status} instead of 400, though nothing was ended: a token ${kind.map(({ how }) => how).join(', ')}.`,
    );
  const [worst] = wrong;
  if (worst) {
    return {
      verdict: 'fail',
      evidence: `The session was ended by a logout token ${wrong.map(({ how }) => how).join(', and by one ')}.`,
      fix: 'Check every clause of OpenID Connect Back-Channel Logout 1.0, section 2.6, before anything is ended: the signature by the keys of the provider and one fixed algorithm, iss, aud, iat, exp, the event, no nonce, and sub or sid.',
      notes,
      shown: wrong.slice(0, 2).flatMap(({ how, reply, seen }) => [
        { caption: `A logout token ${how}`, reply },
        { caption: 'The session after it', reply: seen.reply },
      ]),
    };
  }
  const unclear = trials.find(
    ({ seen, reply }) => seen.state === 'unclear' || reply.status === 429 || reply.error !== undefined,
  );
  if (unclear) {
    const evidence = `Nothing is clear about a logout token ${unclear.how}: ${unclear.reply.error ?? (unclear.reply.status === 429 ? 'it was answered 429' : unclear.seen.because)}.`;
    return { verdict: 'inconclusive', evidence, notes };
  }
  return {
    verdict: 'pass',
    evidence: `A good logout token ended the session, and none of ${trials.filter(({ must }) => must).length} broken ones did.`,
    notes,
  };
}
