import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../lib/api';

export interface Invoice {
  id: string;
  number: string;
  total: number;
  dueAt: string;
}

export const useInvoices = (page: number) =>
  useQuery({
    queryKey: ['invoices', page],
    queryFn: () => api.get<Invoice[]>('/invoices', { params: { page } }).then((r) => r.data),
  });

export const useMe = () =>
  useQuery({ queryKey: ['me'], queryFn: () => api.get<{ name: string }>('/me').then((r) => r.data) });

export function usePayInvoice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.post(`/invoices/${id}/pay`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['invoices'] }),
  });
}
