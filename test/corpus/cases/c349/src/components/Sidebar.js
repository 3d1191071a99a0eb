import React from 'react';
import { gql, useMutation, useQuery } from '@apollo/client';
import { useHistory } from 'react-router-dom';
import { isLoggedInVar } from '../apollo/cache';

const ME = gql`
  query Me {
    me { id name email teams { id name unreadCount } }
  }
`;

const LOGOUT = gql`
  mutation Logout {
    logout { success }
  }
`;

export default function Sidebar() {
  const history = useHistory();
  const { data } = useQuery(ME);
  const [runLogout, { loading }] = useMutation(LOGOUT);

  const handleLogout = async () => {
    await runLogout();
    localStorage.removeItem('lastTeam');
    isLoggedInVar(false);
    history.push('/login');
  };

  return (
    <aside>
      <p>{data?.me?.name}</p>
      <ul>
        {(data?.me?.teams ?? []).map((t) => (
          <li key={t.id}>{t.name} {t.unreadCount > 0 && <b>{t.unreadCount}</b>}</li>
        ))}
      </ul>
      <button onClick={handleLogout} disabled={loading}>Log out</button>
    </aside>
  );
}
