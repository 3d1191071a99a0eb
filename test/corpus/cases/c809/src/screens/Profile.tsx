import React from 'react';
import { Button, Text, View } from 'react-native';
import { useDispatch, useSelector } from 'react-redux';
import { logoutRequest } from '../modules/auth/actions';
import type { RootState } from '../store';

export default function Profile() {
  const dispatch = useDispatch();
  const profile = useSelector((s: RootState) => s.user.profile);

  function handleLogout() {
    dispatch(logoutRequest());
  }

  return (
    <View>
      <Text>{profile?.name}</Text>
      <Button title="Sair" onPress={handleLogout} />
    </View>
  );
}
