import { useNavigate } from 'react-router-dom';
import { useLogoutMutation } from '../services/bankApi';

export function TopNav({ name }: { name: string }) {
  const [logout, { isLoading }] = useLogoutMutation();
  const navigate = useNavigate();

  const onLogout = async () => {
    await logout().unwrap();
    navigate('/login');
  };

  return (
    <nav>
      <span>{name}</span>
      <button disabled={isLoading} onClick={onLogout}>Log out</button>
    </nav>
  );
}
