import { createClient } from 'redis';
import { Revocations } from './revocations';

const client = createClient();
await client.connect();

export const revocations = new Revocations(client as never);
