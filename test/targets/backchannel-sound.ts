import { jwtVerify } from 'jose';
import { CLIENT_ID } from './support/identity-provider.ts';
import { relyingParty, relyingPartyPlan, type Validate } from './support/relying-party.ts';
import type { Target } from './target.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** OpenID Connect Back-Channel Logout 1.0, section 2.6, clause by clause. */
function validator(): Validate {
  const seen = new Set<string>();
  return async (token, { issuer, keys }) => {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer,
      audience: CLIENT_ID,
      algorithms: ['ES256'],
      requiredClaims: ['iat', 'exp', 'jti'],
      maxTokenAge: '10m',
    });
    const type = protectedHeader.typ?.toLowerCase();
    if (type !== undefined && type !== 'jwt' && type !== 'logout+jwt') throw new Error('another type');
    const events = payload['events'];
    const event =
      events !== null && typeof events === 'object' ? (events as Record<string, unknown>)[EVENT] : null;
    if (event === null || typeof event !== 'object') throw new Error('no logout token');
    if (payload['nonce'] !== undefined) throw new Error('an ID token');
    if (typeof payload.sub !== 'string' && typeof payload['sid'] !== 'string') throw new Error('nobody');
    const id = String(payload.jti);
    if (seen.has(id)) throw new Error('seen before');
    seen.add(id);
    return payload;
  };
}

export const backchannelSound: Target = {
  name: 'backchannel-sound',
  title: 'OIDC back-channel logout: every clause of a logout token is checked',
  faults: [],
  plan: relyingPartyPlan,
  start: () => relyingParty(validator()),
};
