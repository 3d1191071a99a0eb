import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';

const doc = DynamoDBDocumentClient.from(new DynamoDBClient({ region: process.env.AWS_REGION }));
const TableName = process.env.REFRESH_TABLE;

export const put = (item) => doc.send(new PutCommand({ TableName, Item: item }));

export async function take(hash) {
  const { Attributes } = await doc.send(new DeleteCommand({ TableName, Key: { hash }, ReturnValues: 'ALL_OLD' }));
  return Attributes && Attributes.ttl > Date.now() / 1000 ? Attributes : null;
}
