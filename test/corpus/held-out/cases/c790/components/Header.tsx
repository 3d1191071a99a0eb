import Link from 'next/link';
import { useRouter } from 'next/router';
import useUser, { type User } from '../lib/useUser';
import { fetcher } from '../lib/fetcher';

export default function Header() {
  const { user, mutateUser } = useUser();
  const router = useRouter();

  return (
    <header>
      <Link href="/">Home</Link>
      {user?.isLoggedIn === false && <Link href="/login">Login</Link>}
      {user?.isLoggedIn === true && (
        <>
          <Link href="/salaries">Salaries</Link>
          <a
            href="/api/logout"
            onClick={async (e) => {
              e.preventDefault();
              mutateUser(await fetcher<User>('/api/logout', { method: 'POST' }), false);
              router.push('/login');
            }}
          >
            Logout
          </a>
        </>
      )}
    </header>
  );
}
