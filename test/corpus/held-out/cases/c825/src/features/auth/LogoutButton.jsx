import { useLogoutMutation } from '../../services/api';

export default function LogoutButton() {
  const [logout, { isLoading }] = useLogoutMutation();
  return (
    <button type="button" disabled={isLoading} onClick={() => logout()}>
      {isLoading ? 'Leaving…' : 'Log out'}
    </button>
  );
}
