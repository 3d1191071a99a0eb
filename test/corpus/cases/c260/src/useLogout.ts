import { gql, useApolloClient, useMutation } from '@apollo/client';
import { useNavigate } from 'react-router-dom';

const LOGOUT = gql`
  mutation Logout {
    logout
  }
`;

export function useLogout() {
  const client = useApolloClient();
  const navigate = useNavigate();
  const [logout] = useMutation(LOGOUT);

  return async () => {
    await logout();
    localStorage.removeItem('token');
    await client.clearStore();
    navigate('/login');
  };
}
