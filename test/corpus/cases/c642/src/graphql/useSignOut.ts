import { useApolloClient, useMutation } from '@apollo/client';
import { useCallback } from 'react';
import { makeVar } from '@apollo/client';
import { SignOutDocument } from './generated';

export const signedInVar = makeVar(false);

export function useSignOut() {
  const client = useApolloClient();
  const [mutate, { loading }] = useMutation(SignOutDocument, {
    onCompleted: async () => {
      signedInVar(false);
      client.stop();
      await client.clearStore();
    },
  });

  const signOut = useCallback(() => mutate(), [mutate]);
  return { signOut, loading };
}
