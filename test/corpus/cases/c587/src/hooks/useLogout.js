import { useCallback } from 'react';
import { useNavigate } from 'react-router-dom';
import { persistor } from '../store';
import http from '../services/http';

export default function useLogout() {
  const navigate = useNavigate();

  return useCallback(async () => {
    await http.post('/auth/logout', null, { withCredentials: true });
    await persistor.purge();
    navigate('/signin', { replace: true });
  }, [navigate]);
}
