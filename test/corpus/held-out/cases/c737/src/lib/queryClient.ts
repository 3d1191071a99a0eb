import { QueryCache, QueryClient } from '@tanstack/react-query';
import { notify } from './notify';

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (query.state.data !== undefined) notify(`Could not refresh: ${error.message}`);
    },
  }),
  defaultOptions: { queries: { staleTime: 30_000 } },
});

export async function dropEverythingCached() {
  await queryClient.cancelQueries();
  queryClient.clear();
}
