import type { VercelRequest, VercelResponse } from '@vercel/node';
import { allow } from '../_lib/auth';
import { userFrom } from '../_lib/user';
import { items } from '../_lib/firestore';

export default async function handler(req: VercelRequest, res: VercelResponse) {
  if (!allow(req, res, 'GET', 'POST')) return;
  const user = await userFrom(req);
  if (!user) return res.status(401).json({ error: 'unauthorized' });

  if (req.method === 'POST') {
    const { name, amount, expires } = req.body ?? {};
    if (!name) return res.status(422).json({ error: 'name is required' });
    const ref = await items(user.id).add({ name, amount: amount ?? 1, expires: expires ?? null });
    return res.status(201).json({ id: ref.id });
  }
  const snapshot = await items(user.id).orderBy('expires').get();
  return res.json(snapshot.docs.map((d) => ({ id: d.id, ...d.data() })));
}
