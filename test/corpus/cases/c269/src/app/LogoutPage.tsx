import { useEffect } from 'react';
import { useNavigate } from 'react-router-dom';
import { persistor } from './store';

export function LogoutPage() {
  const navigate = useNavigate();

  useEffect(() => {
    const logout = async () => {
      await fetch('/api/logout', { method: 'POST' });
      await persistor.flush();
      navigate('/');
    };
    void logout();
  }, [navigate]);

  return <p>Signing you out…</p>;
}
