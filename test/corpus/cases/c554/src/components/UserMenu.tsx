import { useCurrentUser } from '@/features/auth/CurrentUserProvider';
import { useLogout } from '@/features/auth/hooks';

export function UserMenu() {
  const { user } = useCurrentUser();
  const logout = useLogout();
  return (
    <div className="flex gap-2">
      <span>{user?.name}</span>
      <button onClick={() => logout.mutate()} disabled={logout.isPending}>Sign out</button>
    </div>
  );
}
