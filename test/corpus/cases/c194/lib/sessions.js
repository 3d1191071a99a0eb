import { db } from './db.js';

export const sessions = {
  isActive: async (sid) => (await db.collection('sessions').countDocuments({ _id: sid, endedAt: null })) > 0,
  end: (sid) => db.collection('sessions').updateOne({ _id: sid }, { $set: { endedAt: new Date() } }),
};
