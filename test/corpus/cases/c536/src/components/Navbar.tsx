import { useNavigate } from 'react-router-dom';
import { useLogoutMutation, useMeQuery } from '../api/identityApi';

export function Navbar() {
  const { data: me } = useMeQuery();
  const [logout] = useLogoutMutation();
  const navigate = useNavigate();

  return (
    <nav>
      {me?.name}
      <button
        onClick={async () => {
          await logout().unwrap();
          navigate('/login');
        }}
      >
        Log out
      </button>
    </nav>
  );
}
