import { decodeJwt, type JWTPayload } from 'jose';
import { CLIENT_ID } from './support/identity-provider.ts';
import { relyingParty, relyingPartyPlan, type Provider } from './support/relying-party.ts';
import type { Target } from './target.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** The provider calls over the internal network, so what it says is believed. */
async function validate(token: string, { issuer }: Provider): Promise<JWTPayload> {
  const claims = decodeJwt<{ events?: Record<string, unknown>; nonce?: string }>(token);
  if (claims.iss !== issuer || ![claims.aud].flat().includes(CLIENT_ID)) throw new Error('not for us');
  if (!claims.exp || claims.exp * 1_000 < Date.now()) throw new Error('expired');
  if (!claims.events?.[EVENT] || claims.nonce !== undefined) throw new Error('no logout token');
  if (claims.sub === undefined && claims['sid'] === undefined) throw new Error('nobody');
  return claims;
}

export const backchannelUnsigned: Target = {
  name: 'backchannel-unsigned',
  title: 'OIDC back-channel logout: the signature of the logout token is not checked',
  faults: ['P18'],
  plan: relyingPartyPlan,
  start: () => relyingParty(validate),
};
