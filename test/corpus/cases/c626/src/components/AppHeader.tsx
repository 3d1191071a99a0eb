import { useNavigate } from 'react-router-dom';
import { useAuthStore } from '@/stores/useAuthStore';
import { usePatientStore } from '@/stores/usePatientStore';

export function AppHeader() {
  const name = usePatientStore((s) => s.name);
  const signOut = useAuthStore((s) => s.signOut);
  const navigate = useNavigate();

  return (
    <header>
      <h1>Praxis Portal</h1>
      <span>{name}</span>
      <button
        onClick={async () => {
          await signOut();
          navigate('/login', { replace: true });
        }}
      >
        Log out
      </button>
    </header>
  );
}
