import { defineStore } from 'pinia';
import { http } from '@/http';

interface Appointment {
  id: string;
  at: string;
  reason: string;
}

export const useAppointments = defineStore('appointments', {
  state: () => ({ list: [] as Appointment[] }),
  getters: {
    next: (s) => s.list.find((a) => new Date(a.at) > new Date()),
  },
  actions: {
    async load() {
      this.list = (await http.get<Appointment[]>('/appointments')).data;
    },
    async cancel(id: string) {
      await http.delete(`/appointments/${id}`);
      this.list = this.list.filter((a) => a.id !== id);
    },
  },
  keep: true,
});
