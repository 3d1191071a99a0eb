import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

const db = new DynamoDB({});
const TableName = process.env.TABLE!;
const key = (sid: string) => marshall({ pk: `SESSION#${sid}`, sk: 'META' });

export class SessionRows {
  async add(sid: string, userId: string) {
    await db.putItem({ TableName, Item: marshall({ pk: `SESSION#${sid}`, sk: 'META', userId, state: 'open' }) });
  }

  async isOpen(sid: string) {
    const { Item } = await db.getItem({ TableName, Key: key(sid), ConsistentRead: true });
    return Item !== undefined && unmarshall(Item).state === 'open';
  }

  async shut(sid: string) {
    await db.updateItem({
      TableName,
      Key: key(sid),
      UpdateExpression: 'SET #s = :closed',
      ExpressionAttributeNames: { '#s': 'state' },
      ExpressionAttributeValues: marshall({ ':closed': 'closed' }),
    });
  }
}
