import { signIn } from '../actions.js';
import { Renew } from './renew.jsx';

export default function Page() {
  return (
    <form action={signIn}>
      <Renew />
      <input name="username" aria-label="Name" />
      <input name="password" type="password" aria-label="Password" />
      <button>Sign in</button>
    </form>
  );
}
