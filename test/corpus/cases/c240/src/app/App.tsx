import { useEffect, useState } from 'react';

export function App() {
  const [online, setOnline] = useState(true);

  useEffect(() => {
    const update = () => setOnline(navigator.onLine);
    window.addEventListener('online', update);
    return () => window.removeEventListener('online', update);
  }, []);

  return <main>{online ? 'online' : 'offline'}</main>;
}
