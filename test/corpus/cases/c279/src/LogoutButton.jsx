import { gql, useMutation } from '@apollo/client';
import { useNavigate } from 'react-router-dom';

const LOGOUT = gql`
  mutation {
    logout
  }
`;

export function LogoutButton() {
  const navigate = useNavigate();
  const [logout] = useMutation(LOGOUT);

  const onClick = async () => {
    await logout();
    localStorage.removeItem('token');
    navigate('/');
  };

  return <button onClick={onClick}>Log out</button>;
}
