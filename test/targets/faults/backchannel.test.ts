import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT, type JWTPayload } from 'jose';
import { expect, it } from 'vitest';
import { at, type Site } from '../support/at.ts';

const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} };

/** Each clause of a logout token that is broken, and those who do not notice. */
const BROKEN = {
  'a signature that is not one': 'backchannel-unsigned',
  'another audience': 'backchannel-any-audience',
  'no events': 'backchannel-no-events',
  'a nonce': 'backchannel-no-events',
  'another issuer': undefined,
  expired: undefined,
} as const;

/** A logout token for whoever is signed in, with one clause broken. */
async function logoutToken({ stranger }: Site, claims: JWTPayload, broken?: string): Promise<string> {
  const { issuer, audience, key, algorithm } = stranger().plan.backchannel ?? {};
  const now = Math.floor(Date.now() / 1_000);
  const payload: JWTPayload = {
    ...claims,
    iss: broken === 'another issuer' ? 'https://elsewhere.example' : String(issuer),
    aud: broken === 'another audience' ? 'another-application' : String(audience),
    iat: broken === 'expired' ? now - 600 : now,
    exp: broken === 'expired' ? now - 300 : now + 120,
    jti: randomUUID(),
    ...(broken !== 'no events' && { events: EVENTS }),
    ...(broken === 'a nonce' && { nonce: 'n' }),
  };
  const header = { alg: String(algorithm), kid: String(key?.['kid']) };
  const token = await new SignJWT(payload)
    .setProtectedHeader(header)
    .sign(await importJWK({ ...key }, String(algorithm)));
  return broken === 'a signature that is not one' ? `${token.slice(0, -20)}AAAAAAAAAAAAAAAAAAAA` : token;
}

const FAULTY = ['backchannel-unsigned', 'backchannel-any-audience', 'backchannel-no-events'];

it.each([...FAULTY, 'backchannel-sound'])('%s believes what it believes', async (name) => {
  await using site = await at(name);
  for (const [broken, whoBelieves] of Object.entries(BROKEN)) {
    const visitor = await site.alice();
    const { sub = '', sid = '' } = visitor.values;
    const step = { post: '/backchannel-logout', form: { logout_token: '{token}' } };
    const send = async (token: string): Promise<number> => {
      const provider = site.stranger();
      provider.values['token'] = token;
      return (await provider.send(step)).status;
    };
    const believed = whoBelieves === name;
    expect(await send(await logoutToken(site, { sub, sid }, broken)), broken).toBe(believed ? 200 : 400);
    expect(await visitor.isAlive(), broken).toBe(!believed);
    expect(await send(await logoutToken(site, { sub, sid }))).toBe(200);
    expect(await visitor.isAlive()).toBe(false);
  }
});
