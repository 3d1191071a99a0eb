import { valkey } from './valkey.js';

// Nodes are stateless: nothing to do when one of them stops, the sessions are in Valkey.
export const sessions = {
  begin: async (id, user) => valkey.set(`s:${id}`, user, 'EX', 3600),
  end: async (id) => valkey.del(`s:${id}`),
};
