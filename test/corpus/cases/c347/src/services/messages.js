const { ObjectId } = require('mongodb');
const { db } = require('../mongo');

exports.isMember = async (roomId, userId) =>
  (await db().collection('rooms').countDocuments({ _id: new ObjectId(roomId), members: userId })) > 0;

exports.latest = (roomId, limit) =>
  db().collection('messages').find({ roomId }).sort({ _id: -1 }).limit(limit).toArray();

exports.create = async ({ roomId, author, text }) => {
  const doc = { roomId, author, text: String(text).slice(0, 2000), at: new Date() };
  const { insertedId } = await db().collection('messages').insertOne(doc);
  return { id: insertedId, ...doc };
};
