import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { auth } from 'curfew/next';
import { curfew, options } from '../lib/curfew.js';
import { signOut } from './actions.js';

export default async function Page() {
  const me = await auth(curfew, await headers(), options);
  if (!me) redirect('/login');
  return (
    <form action={signOut}>
      <p>Signed in as {me.subject}</p>
      <button>Sign out</button>
    </form>
  );
}
