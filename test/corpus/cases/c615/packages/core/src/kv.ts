import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Bucket } from './buckets';

export class KeyValue {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  async put(bucket: Bucket, id: string, value: unknown, ttl?: number): Promise<void> {
    await this.client.send(new PutCommand({ TableName: this.table, Item: { pk: `${bucket}#${id}`, value, ttl } }));
  }

  async get<T>(bucket: Bucket, id: string): Promise<T | undefined> {
    const { Item } = await this.client.send(new GetCommand({ TableName: this.table, Key: { pk: `${bucket}#${id}` } }));
    return Item?.value as T | undefined;
  }
}
