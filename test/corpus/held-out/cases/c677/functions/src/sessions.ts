import { getFirestore, FieldValue, Timestamp } from 'firebase-admin/firestore';
import { randomBytes } from 'node:crypto';

const collection = () => getFirestore().collection('sessions');

export async function open(uid: string, device: string) {
  const id = randomBytes(24).toString('hex');
  await collection().doc(id).set({
    uid,
    device,
    createdAt: FieldValue.serverTimestamp(),
    expiresAt: Timestamp.fromMillis(Date.now() + 1000 * 3600 * 24 * 30),
  });
  return id;
}

export async function find(id: string) {
  const snap = await collection().doc(id).get();
  const data = snap.data();
  return data && data.expiresAt.toMillis() > Date.now() ? { id, uid: data.uid as string } : null;
}

export const remove = (id: string) => collection().doc(id).delete();
