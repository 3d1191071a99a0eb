import React, { useState } from 'react';
import { ActivityIndicator, StyleSheet, Text, TouchableOpacity, View } from 'react-native';
import AsyncStorage from '@react-native-async-storage/async-storage';
import { useNavigation } from '@react-navigation/native';
import { useSelector } from 'react-redux';
import { API_URL } from '@env';
import type { RootState } from '../redux/store';

const AccountScreen = () => {
  const navigation = useNavigation<any>();
  const user = useSelector((s: RootState) => s.user);
  const [leaving, setLeaving] = useState(false);

  const handleLogout = async () => {
    setLeaving(true);
    const token = await AsyncStorage.getItem('token');
    try {
      await fetch(`${API_URL}/auth/logout`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}` },
      });
    } catch (e) {
      console.warn('logout', e);
    }
    await AsyncStorage.removeItem('token');
    setLeaving(false);
    navigation.reset({ index: 0, routes: [{ name: 'Login' }] });
  };

  return (
    <View style={styles.root}>
      <Text>{user.email}</Text>
      <Text>{user.weightKg ?? '–'} kg</Text>
      {leaving ? (
        <ActivityIndicator />
      ) : (
        <TouchableOpacity onPress={handleLogout}>
          <Text style={styles.out}>Log out</Text>
        </TouchableOpacity>
      )}
    </View>
  );
};

const styles = StyleSheet.create({ root: { flex: 1, padding: 24 }, out: { color: '#c00' } });

export default AccountScreen;
