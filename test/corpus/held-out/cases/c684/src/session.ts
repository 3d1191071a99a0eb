export interface SessionValue {
  userId: string;
  plan: 'free' | 'pro';
  createdAt: number;
}

const TTL = 60 * 60 * 24 * 7;

export async function createSession(kv: KVNamespace, userId: string, plan: SessionValue['plan']) {
  const id = crypto.randomUUID();
  const value: SessionValue = { userId, plan, createdAt: Date.now() };
  await kv.put(`session:${userId}:${id}`, JSON.stringify(value), { expirationTtl: TTL });
  return `${userId}.${id}`;
}

export async function readSession(kv: KVNamespace, cookie: string) {
  const [userId, id] = cookie.split('.');
  if (!userId || !id) return null;
  return kv.get<SessionValue>(`session:${userId}:${id}`, 'json');
}

export async function deleteSession(kv: KVNamespace, cookie: string) {
  const id = cookie.split('.').pop();
  await kv.delete(`session:${id}`);
}

export async function listSessions(kv: KVNamespace, userId: string) {
  const { keys } = await kv.list({ prefix: `session:${userId}:` });
  return keys.map((k) => k.name.split(':')[2]);
}
