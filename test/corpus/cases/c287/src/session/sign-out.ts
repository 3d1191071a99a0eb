import type { QueryClient } from '@tanstack/react-query';
import { http } from '../http';

export async function signOut(queryClient: QueryClient, navigate: (to: string) => void): Promise<void> {
  await http.delete('/session');
  await queryClient.invalidateQueries();
  navigate('/welcome');
}
