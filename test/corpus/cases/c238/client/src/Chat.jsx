import { useEffect } from 'react';
import { socket } from './socket';

export function Chat({ user, onLeave }) {
  useEffect(() => {
    socket.auth = { token: sessionStorage.getItem('token') };
    socket.connect();
    return () => socket.disconnect();
  }, []);

  const handleLogout = () => {
    socket.emit('logout', { user: user.id });
    sessionStorage.removeItem('token');
    onLeave();
  };

  return <button onClick={handleLogout}>Leave</button>;
}
