const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, QueryCommand, DeleteCommand, PutCommand, GetCommand } = require('@aws-sdk/lib-dynamodb');

const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-central-1' }));
const TableName = process.env.SESSIONS_TABLE;

module.exports.save = (session) => client.send(new PutCommand({ TableName, Item: session }));

module.exports.load = async (userId, sessionId) => {
  const { Item } = await client.send(new GetCommand({ TableName, Key: { userId, sessionId } }));
  return Item && Item.expiresAt > Date.now() ? Item : undefined;
};

module.exports.ofUser = async (userId) => {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'userId = :u',
      ExpressionAttributeValues: { ':u': userId },
    }),
  );
  return Items;
};

module.exports.remove = (userId, sessionId) =>
  client.send(new DeleteCommand({ TableName, Key: { userId, sessionId } }));
