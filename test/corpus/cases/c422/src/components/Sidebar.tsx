import { NavLink } from 'react-router-dom';
import { useFirebaseAuth } from '../hooks/useFirebaseAuth';

const links = [
  ['/feed', 'Feed'],
  ['/drafts', 'Drafts'],
  ['/bookmarks', 'Bookmarks'],
] as const;

export function Sidebar() {
  const { user, signIn, logout } = useFirebaseAuth();
  return (
    <aside className="w-56 border-r p-4">
      {links.map(([to, label]) => (
        <NavLink key={to} to={to} className="block py-1">{label}</NavLink>
      ))}
      {user ? <button onClick={logout}>Log out {user.displayName}</button> : <button onClick={signIn}>Log in</button>}
    </aside>
  );
}
