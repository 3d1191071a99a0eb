import { useQuery } from '@tanstack/react-query';
import { http } from '@/lib/http';

export interface Patient { id: string; name: string; diagnosis: string }

export const usePatients = (search: string) =>
  useQuery({
    queryKey: ['patients', search],
    queryFn: async () => (await http.get<Patient[]>('/patients', { params: { search } })).data,
    staleTime: 5 * 60_000,
  });

export const useAppointments = (day: string) =>
  useQuery({
    queryKey: ['appointments', day],
    queryFn: async () => (await http.get(`/appointments/${day}`)).data,
    gcTime: 30 * 60_000,
  });
