import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { immer } from 'zustand/middleware/immer';
import { request } from '@/lib/request';

export interface Visit {
  id: string;
  on: string;
  doctor: string;
  diagnosis: string;
}

interface PatientStore {
  name: string;
  birthday: string;
  visits: Visit[];
  load: () => Promise<void>;
  addVisit: (v: Visit) => void;
}

export const usePatientStore = create<PatientStore>()(
  persist(
    immer((set) => ({
      name: '',
      birthday: '',
      visits: [],
      load: async () => {
        const p = await request<Pick<PatientStore, 'name' | 'birthday' | 'visits'>>('GET', '/patient');
        set((s) => {
          s.name = p.name;
          s.birthday = p.birthday;
          s.visits = p.visits;
        });
      },
      addVisit: (v) =>
        set((s) => {
          s.visits.unshift(v);
        }),
    })),
    {
      name: 'patient',
      version: 3,
      storage: createJSONStorage(() => localStorage),
    },
  ),
);
