import { jwtVerify, type JWTPayload } from 'jose';
import { CLIENT_ID } from './support/identity-provider.ts';
import { relyingParty, relyingPartyPlan, type Provider } from './support/relying-party.ts';
import type { Target } from './target.ts';

/** Checked as an ID token is, so that an ID token, which has a nonce and no events, passes too. */
async function validate(token: string, { issuer, keys }: Provider): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, keys, { issuer, audience: CLIENT_ID });
  return payload;
}

export const backchannelNoEvents: Target = {
  name: 'backchannel-no-events',
  title:
    'OIDC back-channel logout: any token of the provider passes, without the events claim or with a nonce',
  faults: ['P18'],
  plan: relyingPartyPlan,
  start: () => relyingParty(validate),
};
