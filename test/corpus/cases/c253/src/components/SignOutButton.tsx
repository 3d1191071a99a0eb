import { client } from '../api/client';
import { store } from '../store';
import { signedOut } from '../store/session';

export const SignOutButton = () => (
  <button
    onClick={async () => {
      await client.post('/auth/sign-out');
      localStorage.removeItem('token');
      store.dispatch(signedOut());
    }}
  >
    Sign out
  </button>
);
