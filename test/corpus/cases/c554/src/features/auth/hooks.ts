import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router-dom';
import { toast } from 'sonner';
import { authApi } from './api';
import { useCurrentUser } from './CurrentUserProvider';

export function useLogin() {
  const { setUser } = useCurrentUser();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: authApi.login,
    onSuccess: (user) => {
      setUser(user);
      navigate('/patients');
    },
    onError: () => toast.error('Login failed'),
  });
}

export function useLogout() {
  const { setUser } = useCurrentUser();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: authApi.logout,
    onSuccess: () => {
      setUser(null);
      navigate('/login', { replace: true });
      toast('You have been signed out');
    },
    onError: () => toast.error('Could not sign you out. Please try again.'),
  });
}
