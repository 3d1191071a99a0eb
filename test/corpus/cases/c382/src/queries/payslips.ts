import { useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { http } from '@/http'

export interface Payslip { id: string; month: string; gross: number; net: number }

export function usePayslips(year: Ref<number>) {
  return useQuery({
    queryKey: computed(() => ['payslips', year.value]),
    queryFn: async () => (await http.get<Payslip[]>('/payslips', { params: { year: year.value } })).data,
  })
}

export function useTasks() {
  return useQuery({
    queryKey: ['tasks'],
    queryFn: async () => (await http.get('/tasks')).data,
    refetchInterval: 60_000,
  })
}
