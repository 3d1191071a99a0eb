import { redirect } from 'next/navigation.js';
import { verifySession } from '../../lib/session.js';
import { users } from '../../lib/users.js';

export default async function Dashboard() {
  const session = await verifySession();
  const user = users.find(({ id }) => id === session?.['userId']);
  if (!user) return redirect('/login');
  return (
    <main>
      <h1>Welcome back, {user.name}</h1>
      <p>{user.email}</p>
      <form action="/api/logout" method="post">
        <button>Sign out</button>
      </form>
    </main>
  );
}
