import { afterAll, beforeAll, it } from 'vitest';
import { PostgresServer } from '../../../test/support/postgres-server.ts';
import { storeContract } from '../../testing/index.ts';
import { postgres } from './index.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start({ max_connections: 200 });
});
afterAll(() => server[Symbol.asyncDispose]());

storeContract(it, (name) => postgres(server.url(), { schema: name.replaceAll('-', '_') }));
