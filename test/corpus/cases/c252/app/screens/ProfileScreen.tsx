import AsyncStorage from '@react-native-async-storage/async-storage';
import { Button, View } from 'react-native';
import { useSession } from '../hooks/useSession';

export function ProfileScreen({ navigation }: { navigation: { reset(state: object): void } }) {
  const { setSession } = useSession();

  const onSignOut = async () => {
    await AsyncStorage.multiRemove(['accessToken', 'refreshToken']);
    setSession(null);
    navigation.reset({ index: 0, routes: [{ name: 'SignIn' }] });
  };

  return (
    <View>
      <Button title="Sign out" onPress={onSignOut} />
    </View>
  );
}
