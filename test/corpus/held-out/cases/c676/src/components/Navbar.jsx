import React from 'react';
import { Link } from 'react-router-dom';
import { useAuth } from '../context/AuthContext';

export default function Navbar() {
  const { user, logout } = useAuth();

  return (
    <nav className="navbar">
      <Link to="/" className="navbar-brand">Recipely</Link>
      {user ? (
        <div className="navbar-right">
          <span>Hello, {user.name}</span>
          <button className="btn" onClick={logout}>Logout</button>
        </div>
      ) : (
        <Link to="/login">Sign in</Link>
      )}
    </nav>
  );
}
