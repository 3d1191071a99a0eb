import { useEffect } from 'react';
import { useNavigate } from 'react-router-dom';
import { socket } from './socket';

export function useSessionGuard() {
  const navigate = useNavigate();

  useEffect(() => {
    const onEnded = ({ by }: { by: string }) => {
      navigate('/login', { state: { notice: by === 'user' ? 'Signed out' : 'Your session was ended' } });
    };
    socket.on('session:ended', onEnded);
    return () => {
      socket.off('session:ended', onEnded);
    };
  }, [navigate]);
}
