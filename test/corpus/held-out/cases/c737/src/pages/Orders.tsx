import { useQuery } from '@tanstack/react-query';
import { useAuth } from '../auth/AuthProvider';

export function Orders() {
  const { signOut } = useAuth();
  const { data = [] } = useQuery({
    queryKey: ['orders'],
    queryFn: async (): Promise<{ id: string; total: string }[]> => (await fetch('/api/orders')).json(),
  });

  return (
    <section>
      <button onClick={() => void signOut()}>Sign out</button>
      <ul>{data.map((o) => <li key={o.id}>{o.total}</li>)}</ul>
    </section>
  );
}
