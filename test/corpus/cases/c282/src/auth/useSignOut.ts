import { useQueryClient } from '@tanstack/react-query';

export function useSignOut() {
  const queryClient = useQueryClient();

  return async function signOut(): Promise<void> {
    await queryClient.cancelQueries();
    await fetch('/api/session', { method: 'DELETE' });
    window.location.href = '/login';
  };
}
