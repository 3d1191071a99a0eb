import { signIn } from '../actions.js';

export default function Page() {
  return (
    <form action={signIn}>
      <input name="username" aria-label="Name" />
      <input name="password" type="password" aria-label="Password" />
      <button>Sign in</button>
    </form>
  );
}
