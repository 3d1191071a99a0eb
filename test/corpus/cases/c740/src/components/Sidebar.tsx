import { NavLink } from 'react-router-dom';
import { useLogout } from '../hooks/useLogout';
import { useMe } from '../hooks/useInvoices';

export function Sidebar() {
  const { data: me } = useMe();
  const logout = useLogout();

  return (
    <aside>
      <p>{me?.name}</p>
      <NavLink to="/invoices">Invoices</NavLink>
      <NavLink to="/customers">Customers</NavLink>
      <button disabled={logout.isPending} onClick={() => logout.mutate()}>Log out</button>
    </aside>
  );
}
