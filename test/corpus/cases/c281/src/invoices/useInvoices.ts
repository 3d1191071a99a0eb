import { useQuery } from '@tanstack/react-query';

export const useInvoices = () =>
  useQuery({ queryKey: ['invoices'], queryFn: async () => (await fetch('/api/invoices')).json(), staleTime: Infinity });
