import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useAuth } from '../auth/AuthProvider';
import { endpoints } from '../auth/endpoints';
import { Button, ErrorText } from '../ui';

export function AccountPage() {
  const { account, logout } = useAuth();
  const navigate = useNavigate();
  const [error, setError] = useState<string>();

  async function leave() {
    try {
      await endpoints.signOff();
    } catch {
      setError('Could not reach the server. You are still signed in.');
      return;
    }
    logout();
    navigate('/');
  }

  return (
    <main>
      <h1>{account?.email}</h1>
      {error && <ErrorText>{error}</ErrorText>}
      <Button variant="ghost" onClick={leave}>Sign out</Button>
    </main>
  );
}
