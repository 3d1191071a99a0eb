import { redirect } from 'next/navigation';
import { getSession } from '@/lib/session';
import { logout } from '../(auth)/actions';

export default async function DashboardPage() {
  const session = await getSession();
  if (!session.isLoggedIn) redirect('/login');

  return (
    <main>
      <h1>Hello {session.name}</h1>
      <form action={logout}>
        <button type="submit">Log out</button>
      </form>
    </main>
  );
}
