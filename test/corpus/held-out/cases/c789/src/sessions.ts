import { randomBytes } from 'node:crypto';
import { createClient } from 'redis';

const redis = await createClient({ url: process.env.REDIS_URL }).connect();

export interface Session {
  sub: string;
  idpSid: string;
  idToken: string;
}

const HOURS_8 = 8 * 60 * 60;
const own = (id: string) => `portal:session:${id}`;
const idp = (sid: string) => `portal:idp:${sid}`;

export const sessions = {
  async takePending(id: string) {
    const raw = await redis.getDel(`portal:pending:${id}`);
    return raw ? (JSON.parse(raw) as { verifier: string; state: string }) : null;
  },

  async create(session: Session) {
    const id = randomBytes(32).toString('base64url');
    await redis.multi().setEx(own(id), HOURS_8, JSON.stringify(session)).setEx(idp(session.idpSid), HOURS_8, id).exec();
    return id;
  },

  async get(id: string): Promise<Session | null> {
    const raw = await redis.get(own(id));
    return raw ? JSON.parse(raw) : null;
  },

  async remove(id: string) {
    const session = await this.get(id);
    await redis.del(session ? [own(id), idp(session.idpSid)] : [own(id)]);
  },

  async removeByIdpSid(sid: string) {
    const id = await redis.get(idp(sid));
    if (id) await redis.del([own(id), idp(sid)]);
  },
};
