import { SignJWT, jwtVerify } from 'jose';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import { Unauthorized, Unavailable } from '../errors';

const ACCESS_MINUTES = 5;
const REFRESH_DAYS = 30;

export class AuthService {
  constructor(
    private readonly sb: SupabaseClient,
    private readonly key: Uint8Array,
  ) {}

  private hash = (t: string) => createHash('sha256').update(t).digest('base64');

  private access(userId: string, family: string) {
    return new SignJWT({ sid: family })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(userId)
      .setIssuedAt()
      .setExpirationTime(`${ACCESS_MINUTES}m`)
      .sign(this.key);
  }

  async verify(token: string) {
    const { payload } = await jwtVerify(token, this.key);
    return { userId: payload.sub!, family: payload.sid as string };
  }

  async open(userId: string, family = randomUUID()) {
    const refresh = randomBytes(40).toString('hex');
    const { error } = await this.sb.from('refresh_tokens').insert({
      hash: this.hash(refresh),
      user_id: userId,
      family,
      expires_at: new Date(Date.now() + REFRESH_DAYS * 86_400_000).toISOString(),
    });
    if (error) throw new Unavailable(error.message);
    return { access: await this.access(userId, family), refresh };
  }

  async rotate(refresh: string) {
    const { data, error } = await this.sb
      .from('refresh_tokens')
      .update({ used_at: new Date().toISOString() })
      .eq('hash', this.hash(refresh))
      .is('used_at', null)
      .gt('expires_at', new Date().toISOString())
      .select('user_id, family')
      .maybeSingle();
    if (error) throw new Unavailable(error.message);
    if (!data) throw new Unauthorized();
    return this.open(data.user_id, data.family);
  }

  async close(family: string) {
    const { error } = await this.sb.from('refresh_tokens').delete().eq('family', family);
    if (error) throw new Unavailable(error.message);
  }
}
