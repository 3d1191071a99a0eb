import { MongoClient } from 'mongodb';

const mongo = new MongoClient(process.env.MONGO_URL);

export const sessions = mongo.db('cards').collection('sessions');

export async function prepare() {
  await mongo.connect();
  await sessions.createIndex({ createdAt: 1 }, { expireAfterSeconds: 60 * 60 * 24 * 14 });
}
