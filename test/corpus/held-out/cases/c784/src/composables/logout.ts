import { useRouter } from 'vue-router';
import { http } from '@/http';
import { useUserStore } from '@/stores/user';
import { useAppointments } from '@/stores/appointments';
import { dropPersisted } from '@/stores/plugins/persist';

export function useLogout() {
  const router = useRouter();
  const stores = [useUserStore(), useAppointments()];

  return async () => {
    await http.post('/logout');
    stores.forEach((s) => s.$reset());
    dropPersisted();
    await router.push({ name: 'home' });
  };
}
