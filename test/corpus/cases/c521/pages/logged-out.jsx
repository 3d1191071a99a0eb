import Link from 'next/link';

export default function LoggedOut() {
  return (
    <main>
      <h1>You are logged out</h1>
      <p>
        Thank you for using the portal. <Link href="/login">Log in again</Link>
      </p>
    </main>
  );
}
