import { socket } from './socket';

export function Chat({ user, onLeave }) {
  const handleLogout = () => {
    socket.emit('logout', { user: user.id }, () => {
      sessionStorage.removeItem('token');
      onLeave();
    });
  };

  return <button onClick={handleLogout}>Leave</button>;
}
