import { signOut } from './actions';

export default function LogoutPage() {
  return (
    <main>
      <h1>Sign out?</h1>
      <form action={signOut}>
        <button type="submit">Yes, sign me out</button>
      </form>
    </main>
  );
}
