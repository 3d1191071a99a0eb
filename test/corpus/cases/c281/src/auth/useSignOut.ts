import { useQueryClient } from '@tanstack/react-query';

export function useSignOut() {
  const queryClient = useQueryClient();

  return async function signOut(): Promise<void> {
    await fetch('/api/session', { method: 'DELETE' });
    queryClient.setQueryData(['me'], null);
  };
}
