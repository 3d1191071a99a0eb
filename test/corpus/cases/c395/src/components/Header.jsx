import { Link } from 'react-router-dom';
import { useAuth } from '../context/AuthContext';

export default function Header() {
  const { user, logout } = useAuth();

  return (
    <header className="flex items-center justify-between px-6 py-3 shadow">
      <Link to="/" className="font-bold">RecipeBox</Link>
      {user ? (
        <nav className="space-x-4">
          <Link to="/recipes/new">Add recipe</Link>
          <span>{user.name}</span>
          <button onClick={logout}>Logout</button>
        </nav>
      ) : (
        <Link to="/login">Login</Link>
      )}
    </header>
  );
}
