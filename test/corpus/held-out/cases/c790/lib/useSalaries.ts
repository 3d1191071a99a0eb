import useSWR from 'swr';
import { fetcher } from './fetcher';

type Salary = { employee: string; gross: number };

export const useSalaries = (year: number) =>
  useSWR<Salary[]>(`/api/salaries?year=${year}`, fetcher, { keepPreviousData: true, dedupingInterval: 60_000 });

export const usePeople = () => useSWR<string[]>('/api/people', fetcher);
