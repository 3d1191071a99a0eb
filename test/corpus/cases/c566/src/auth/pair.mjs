import { createHash, randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import ms from 'ms';
import { collection } from '../mongo.mjs';

const ACCESS_TTL = '5m';
const REFRESH_TTL = '30 days';

const fingerprint = (token) => createHash('sha256').update(token).digest('hex');

export async function createPair(user, family = randomUUID()) {
  const access = jwt.sign({ sub: user._id.toString(), sid: family }, process.env.ACCESS_KEY, { expiresIn: ACCESS_TTL });
  const refresh = jwt.sign({ sub: user._id.toString(), sid: family }, process.env.REFRESH_KEY, {
    expiresIn: REFRESH_TTL,
    jwtid: randomUUID(),
  });
  await collection('families').updateOne(
    { _id: family },
    { $set: { user: user._id, current: fingerprint(refresh), until: new Date(Date.now() + ms(REFRESH_TTL)) } },
    { upsert: true },
  );
  return { access, refresh };
}

export async function refreshPair(token) {
  const { sid } = jwt.verify(token, process.env.REFRESH_KEY);
  const family = await collection('families').findOne({ _id: sid });
  if (!family) return null;
  if (family.current !== fingerprint(token)) {
    // used twice: somebody has a copy
    await collection('families').deleteOne({ _id: sid });
    return null;
  }
  const user = await collection('users').findOne({ _id: family.user });
  return user && createPair(user, sid);
}

export async function endFamily(token) {
  const { sid } = jwt.verify(token, process.env.REFRESH_KEY);
  await collection('families').deleteOne({ _id: sid });
}
