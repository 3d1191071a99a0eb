import { createContext, useContext, type ReactNode } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { api } from './api';

interface Me { id: string; email: string; workspaces: string[] }

const meKey = ['auth', 'me'] as const;

function useProvideAuth() {
  const queryClient = useQueryClient();
  const router = useRouter();

  const me = useQuery({
    queryKey: meKey,
    queryFn: () => api.get('me').json<Me>(),
    retry: false,
    staleTime: Infinity,
  });

  const login = useMutation({
    mutationFn: (body: { email: string; password: string }) => api.post('login', { json: body }).json<Me>(),
    onSuccess: (data) => queryClient.setQueryData(meKey, data),
  });

  const logout = useMutation({
    mutationFn: () => api.post('logout'),
    onSettled: async () => {
      queryClient.clear();
      await router.invalidate();
      await router.navigate({ to: '/login' });
    },
  });

  return { me: me.data ?? null, loading: me.isPending, login, logout };
}

type Auth = ReturnType<typeof useProvideAuth>;
const AuthContext = createContext<Auth | null>(null);

export function AuthProvider({ children }: { children: ReactNode }) {
  const auth = useProvideAuth();
  return <AuthContext.Provider value={auth}>{children}</AuthContext.Provider>;
}

export function useAuth() {
  const auth = useContext(AuthContext);
  if (!auth) throw new Error('useAuth must be used inside AuthProvider');
  return auth;
}
