import { useSelector } from 'react-redux';
import { useHistory } from 'react-router-dom';
import { useLogoutMutation } from './api';

export function Nav() {
  const name = useSelector((s) => s.viewer.name);
  const [logout, { isLoading }] = useLogoutMutation();
  const history = useHistory();

  const handle = () =>
    logout()
      .unwrap()
      .then(() => history.push('/login'));

  return (
    <nav>
      {name} <button disabled={isLoading} onClick={handle}>Logout</button>
    </nav>
  );
}
