import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query';
import { useRouter } from 'vue-router';
import { backend } from '../backend';

interface Viewer {
  id: number;
  name: string;
  team: string;
}

export function useViewer() {
  const cache = useQueryClient();
  const router = useRouter();

  const { data: viewer, isLoading } = useQuery({
    queryKey: ['viewer'],
    queryFn: () => backend.get<Viewer>('viewer'),
    retry: false,
  });

  const signIn = useMutation({
    mutationFn: (form: { email: string; password: string }) => backend.post<Viewer>('session', form),
    onSuccess: (v) => cache.setQueryData(['viewer'], v),
  });

  async function signOut() {
    await backend.del('session');
    cache.removeQueries({ queryKey: ['viewer'] });
    await router.replace('/sign-in');
  }

  return { viewer, isLoading, signIn, signOut };
}
