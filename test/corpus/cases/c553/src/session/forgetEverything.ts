import type { ApolloClient, NormalizedCacheObject } from '@apollo/client';

const KEYS = ['draft', 'recent-projects', 'feature-flags'];

export async function forgetEverything(client: ApolloClient<NormalizedCacheObject | object>) {
  client.stop();
  await client.clearStore();
  for (const key of KEYS) window.localStorage.removeItem(key);
}
