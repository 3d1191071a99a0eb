const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, GetCommand, PutCommand, DeleteCommand } = require('@aws-sdk/lib-dynamodb');

const doc = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.SESSIONS_TABLE;

exports.create = async (sid, userId) => {
  await doc.send(new PutCommand({
    TableName,
    Item: { pk: sid, userId, ttl: Math.floor(Date.now() / 1000) + 60 * 86400 },
  }));
};

exports.get = async (sid) => {
  const { Item } = await doc.send(new GetCommand({ TableName, Key: { pk: sid }, ConsistentRead: true }));
  return Item && Item.ttl > Date.now() / 1000 ? Item : null;
};

exports.remove = (sid) => doc.send(new DeleteCommand({ TableName, Key: { pk: sid } }));
