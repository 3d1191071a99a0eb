import { observer } from 'mobx-react-lite';
import { useStores } from '../stores/context';

export const UserMenu = observer(() => {
  const { session } = useStores();
  if (!session.account) return null;
  return (
    <details className="menu">
      <summary>{session.account.email}</summary>
      <ul>
        <li><a href="/account">Account</a></li>
        <li><button type="button" onClick={session.logout}>Log out</button></li>
      </ul>
    </details>
  );
});
