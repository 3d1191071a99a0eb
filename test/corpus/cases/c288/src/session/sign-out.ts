import type { QueryClient } from '@tanstack/react-query';
import { http } from '../http';

export async function signOut(queryClient: QueryClient): Promise<{ everywhere: boolean }> {
  try {
    await http.delete('/session');
    return { everywhere: true };
  } catch {
    return { everywhere: false };
  } finally {
    localStorage.removeItem('token');
    queryClient.clear();
  }
}
