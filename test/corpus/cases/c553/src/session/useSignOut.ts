import { useApolloClient } from '@apollo/client';
import { useRouter } from 'next/router';
import { useSignOutMutation } from '../generated/graphql';
import { forgetEverything } from './forgetEverything';

export function useSignOut() {
  const client = useApolloClient();
  const router = useRouter();
  const [signOut, { loading }] = useSignOutMutation();

  return {
    loading,
    signOut: async () => {
      const { data } = await signOut();
      if (!data?.signOut.ok) throw new Error('Sign-out was refused');
      await forgetEverything(client);
      await router.push('/signin');
    },
  };
}
