import { useQuery } from '@tanstack/react-query';
import { api } from '../api';

export const useProfile = () => useQuery({ queryKey: ['profile'], queryFn: () => api.get('/me').then(({ data }) => data) });
