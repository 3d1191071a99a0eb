import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { createHash } from 'node:crypto';
import { LOGIN_TABLE } from '$env/static/private';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });
const fp = (token: string) => createHash('sha256').update(token).digest('hex');
const Key = (userId: string, loginId: string) => ({ pk: `USER#${userId}`, sk: `LOGIN#${loginId}` });

export const open = (userId: string, loginId: string, refresh: string) =>
  client.send(new PutCommand({ TableName: LOGIN_TABLE, Item: { ...Key(userId, loginId), rt: fp(refresh) } }));

export async function swap(userId: string, loginId: string, before: string, after: string): Promise<boolean> {
  try {
    await client.send(
      new UpdateCommand({
        TableName: LOGIN_TABLE,
        Key: Key(userId, loginId),
        UpdateExpression: 'SET rt = :new',
        ConditionExpression: 'attribute_exists(pk) AND rt = :old',
        ExpressionAttributeValues: { ':old': fp(before), ':new': fp(after) },
      }),
    );
    return true;
  } catch (e) {
    if (e instanceof ConditionalCheckFailedException) return false;
    throw e;
  }
}

export const isOpen = async (userId: string, loginId: string) =>
  Boolean((await client.send(new GetCommand({ TableName: LOGIN_TABLE, Key: Key(userId, loginId), ConsistentRead: true }))).Item);

export const close = (userId: string, loginId: string) =>
  client.send(new DeleteCommand({ TableName: LOGIN_TABLE, Key: Key(userId, loginId) }));
