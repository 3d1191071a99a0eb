import { useEffect, useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { AuthContext } from './context';
import { http } from './http';

export function AuthProvider({ children }: { children: ReactNode }) {
  const queryClient = useQueryClient();
  const [user, setUser] = useState<{ id: string } | null>(null);

  const logout = async () => {
    await http.post('/logout');
    setUser(null);
  };

  useEffect(() => {
    if (user === null) queryClient.removeQueries();
  }, [user, queryClient]);

  return <AuthContext.Provider value={{ user, setUser, logout }}>{children}</AuthContext.Provider>;
}
