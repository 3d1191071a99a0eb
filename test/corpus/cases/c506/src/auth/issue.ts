import { importPKCS8, SignJWT } from 'jose';
import { addMinutes, getUnixTime } from 'date-fns';
import { nanoid } from 'nanoid';
import { err, ok, type Result } from 'neverthrow';
import { settings } from '../settings';
import type { TokenStore } from './store';

type Grant = { userId: string; tenant: string; elevated: boolean };

export const makeIssuer = (store: TokenStore) => {
  let cachedKey: Awaited<ReturnType<typeof importPKCS8>> | undefined;

  const key = async () => (cachedKey ??= await importPKCS8(settings.signingKey, 'EdDSA'));

  return async (grant: Grant): Promise<Result<string, 'store_unavailable'>> => {
    const builder = new SignJWT({ tenant: grant.tenant, amr: grant.elevated ? ['pwd', 'otp'] : ['pwd'] });
    const id = nanoid();
    const until = addMinutes(new Date(), grant.elevated ? 5 : settings.accessMinutes);

    builder.setProtectedHeader({ alg: 'EdDSA', kid: settings.kid }).setSubject(grant.userId).setJti(id);
    builder.setIssuedAt();
    builder.setExpirationTime(getUnixTime(until));

    const stored = await store.remember({ id, userId: grant.userId, until });
    if (!stored) return err('store_unavailable');

    return ok(await builder.sign(await key()));
  };
};
