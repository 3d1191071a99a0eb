import { useRouter } from 'vue-router';
import { useAuthStore } from '@/stores/auth';

export function useLogout() {
  const router = useRouter();
  const auth = useAuthStore();
  return async function logout() {
    await auth.logout();
    await router.push('/login');
  };
}
