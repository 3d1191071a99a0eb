import { gql, useApolloClient, useMutation } from '@apollo/client';

const LOGOUT = gql`
  mutation {
    logout
  }
`;

export function LogoutButton() {
  const client = useApolloClient();
  const [logout] = useMutation(LOGOUT, { onCompleted: () => client.resetStore() });

  return <button onClick={() => logout()}>Log out</button>;
}
