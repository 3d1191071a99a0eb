import * as SecureStore from 'expo-secure-store';
import { gql, useMutation } from '@apollo/client';
import { Pressable, Text } from 'react-native';
import { useSession } from './session';

const REVOKE = gql`
  mutation RevokeSession {
    revokeSession {
      ok
    }
  }
`;

export function SignOut() {
  const { setToken } = useSession();
  const [revoke] = useMutation(REVOKE);

  async function signOut() {
    await revoke();
    await SecureStore.deleteItemAsync('token');
    setToken(null);
  }

  return (
    <Pressable onPress={signOut}>
      <Text>Sign out</Text>
    </Pressable>
  );
}
