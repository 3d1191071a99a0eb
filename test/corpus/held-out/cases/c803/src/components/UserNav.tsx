import Link from 'next/link';
import { getUser } from '@/lib/session';

export async function UserNav() {
  const user = await getUser();
  if (!user) return <Link href="/auth/signin">Sign in</Link>;
  return (
    <div className="flex gap-2">
      <Link href="/settings">{user.name}</Link>
      <Link href="/auth/signout">Sign out</Link>
    </div>
  );
}
