import { useQuery } from '@tanstack/vue-query';
import { computed, type Ref, unref } from 'vue';
import { backend } from '../backend';

export interface Ticket {
  id: number;
  subject: string;
  customerEmail: string;
}

export function useTickets(queue: Ref<string>) {
  return useQuery({
    queryKey: ['tickets', queue],
    queryFn: () => backend.get<Ticket[]>(`queues/${unref(queue)}/tickets`),
  });
}

export function useCustomer(id: Ref<number | undefined>) {
  return useQuery({
    queryKey: ['customer', id],
    enabled: computed(() => id.value !== undefined),
    queryFn: () => backend.get(`customers/${id.value}`),
  });
}
