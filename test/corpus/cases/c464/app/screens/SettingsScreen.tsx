import React, { useState } from 'react';
import { Alert, ScrollView, StyleSheet, Switch, Text, TouchableOpacity, View } from 'react-native';
import { CommonActions, useNavigation } from '@react-navigation/native';
import { clearSession } from '../services/session';
import { usePushSettings } from '../hooks/usePushSettings';

export function SettingsScreen() {
  const navigation = useNavigation();
  const { enabled, toggle } = usePushSettings();
  const [busy, setBusy] = useState(false);

  const onSignOut = async () => {
    setBusy(true);
    await clearSession();
    navigation.dispatch(CommonActions.reset({ index: 0, routes: [{ name: 'Welcome' }] }));
  };

  const confirmSignOut = () =>
    Alert.alert('Sign out', 'Do you really want to sign out?', [
      { text: 'Cancel', style: 'cancel' },
      { text: 'Sign out', style: 'destructive', onPress: onSignOut },
    ]);

  return (
    <ScrollView contentContainerStyle={styles.container}>
      <View style={styles.row}>
        <Text>Ride notifications</Text>
        <Switch value={enabled} onValueChange={toggle} />
      </View>
      <TouchableOpacity disabled={busy} onPress={confirmSignOut}>
        <Text style={styles.danger}>Sign out</Text>
      </TouchableOpacity>
    </ScrollView>
  );
}

const styles = StyleSheet.create({
  container: { padding: 24 },
  row: { flexDirection: 'row', justifyContent: 'space-between', marginBottom: 32 },
  danger: { color: '#c0392b', fontWeight: '600' },
});
