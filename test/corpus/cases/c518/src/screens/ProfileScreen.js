import React from 'react';
import { Button, Text, View } from 'react-native';
import { useDispatch, useSelector } from 'react-redux';
import { logout } from '../redux/user';

export default function ProfileScreen({ navigation }) {
  const dispatch = useDispatch();
  const profile = useSelector((s) => s.user.profile);

  const handleLogout = async () => {
    await dispatch(logout());
    navigation.replace('Login');
  };

  return (
    <View style={{ padding: 20 }}>
      <Text>{profile?.name}</Text>
      <Text>{profile?.email}</Text>
      <Button title="Log out" onPress={handleLogout} />
    </View>
  );
}
