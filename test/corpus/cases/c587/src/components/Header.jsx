import { useSelector } from 'react-redux';
import useLogout from '../hooks/useLogout';

export default function Header() {
  const { currentUser } = useSelector((s) => s.user);
  const logout = useLogout();
  return (
    <header>
      <h1>Campus</h1>
      {currentUser && (
        <button onClick={logout} title={currentUser.email}>Sign out</button>
      )}
    </header>
  );
}
