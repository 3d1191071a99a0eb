import { jwtVerify, type JWTPayload } from 'jose';
import { relyingParty, relyingPartyPlan, type Provider } from './support/relying-party.ts';
import type { Target } from './target.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** Whoever has a token of our provider may hand it in: also one for another of its applications. */
async function validate(token: string, { issuer, keys }: Provider): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, keys, { issuer, requiredClaims: ['exp', 'iat', 'jti'] });
  const events = payload['events'] as Record<string, unknown> | undefined;
  if (!events?.[EVENT]) throw new Error('no logout token');
  if (payload['nonce'] !== undefined) throw new Error('an ID token');
  if (payload.sub === undefined && payload['sid'] === undefined) throw new Error('nobody');
  return payload;
}

export const backchannelAnyAudience: Target = {
  name: 'backchannel-any-audience',
  title: 'OIDC back-channel logout: a logout token for another application is accepted',
  faults: ['P18'],
  plan: relyingPartyPlan,
  start: () => relyingParty(validate),
};
