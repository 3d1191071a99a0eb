import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import authService from '../services/authService';

export function AccountButton({ name }: { name: string }) {
  const [busy, setBusy] = useState(false);
  const navigate = useNavigate();

  const onLogout = async () => {
    setBusy(true);
    try {
      await authService.logout();
      navigate('/goodbye');
    } finally {
      setBusy(false);
    }
  };

  return (
    <button disabled={busy} onClick={onLogout} title={`Log ${name} out`}>
      Log out
    </button>
  );
}
