import { useStore } from './store';

export function Toolbar() {
  const { user, theme, setTheme, logout, toggleSidebar } = useStore();
  return (
    <div role="toolbar">
      <button onClick={toggleSidebar}>☰</button>
      <button onClick={() => setTheme(theme === 'light' ? 'dark' : 'light')}>{theme}</button>
      {user ? <button onClick={() => void logout()}>Log out ({user.name})</button> : <a href="/login">Log in</a>}
    </div>
  );
}
