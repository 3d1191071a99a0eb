import { redis } from './redis';

export interface OpSession {
  id: string;
  sid: string;
  accountId: string;
  authTime: number;
}

export const sessionStore = {
  async get(id: string | undefined): Promise<OpSession | null> {
    if (!id) return null;
    const json = await redis.get(`op:session:${id}`);
    return json ? (JSON.parse(json) as OpSession) : null;
  },
  async destroy(id: string): Promise<void> {
    await redis.del(`op:session:${id}`);
  },
};
