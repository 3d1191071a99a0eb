import { useAuth } from '../lib/auth';

export const SignOut = () => {
  const { logout } = useAuth();
  return (
    <button type="button" onClick={() => logout.mutate()} aria-busy={logout.isPending}>
      Sign out
    </button>
  );
};
