import { useNavigate } from '@tanstack/react-router';
import { useAccount } from '../state/account';
import { useSession } from '../state/session';

export function Settings() {
  const account = useAccount((s) => s.account);
  const end = useSession((s) => s.end);
  const navigate = useNavigate();

  async function signOut() {
    await end();
    await navigate({ to: '/' });
  }

  return (
    <section>
      <dl>
        <dt>E-mail</dt>
        <dd>{account?.email}</dd>
        <dt>Birthday</dt>
        <dd>{account?.birthday}</dd>
      </dl>
      <button onClick={signOut}>Sign out</button>
    </section>
  );
}
