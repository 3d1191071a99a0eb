import React from 'react';
import { Alert, Pressable, SafeAreaView, Text } from 'react-native';
import { useAppDispatch, useAppSelector } from '../store';
import { signOut } from '../features/auth/authSlice';

export function SettingsScreen() {
  const dispatch = useAppDispatch();
  const user = useAppSelector((s) => s.auth.user);

  const confirmSignOut = () => {
    Alert.alert('Sign out', 'Do you really want to leave?', [
      { text: 'Cancel', style: 'cancel' },
      { text: 'Sign out', style: 'destructive', onPress: () => dispatch(signOut()) },
    ]);
  };

  return (
    <SafeAreaView>
      <Text>{user?.email}</Text>
      <Pressable accessibilityRole="button" onPress={confirmSignOut}>
        <Text>Sign out</Text>
      </Pressable>
    </SafeAreaView>
  );
}
