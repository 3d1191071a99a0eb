import React from 'react';
import { Pressable, Text, View } from 'react-native';
import { useUserStore } from '../store/userStore';

export function Account() {
  const me = useUserStore((s) => s.me);
  const logout = useUserStore((s) => s.logout);
  return (
    <View>
      <Text>{me?.phone}</Text>
      <Text>★ {me?.rating.toFixed(1)}</Text>
      <Pressable onPress={() => logout()}>
        <Text>Log out</Text>
      </Pressable>
    </View>
  );
}
