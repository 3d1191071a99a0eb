import { useAtomValue, useSetAtom } from 'jotai';
import React from 'react';
import { FlatList, Linking, Pressable, Text } from 'react-native';
import { courierAtom, signOutAtom } from '../atoms/auth';

type Row = { title: string; run: () => void };

export default function More() {
  const courier = useAtomValue(courierAtom);
  const signOut = useSetAtom(signOutAtom);

  const rows: Row[] = [
    { title: 'Hilfe', run: () => Linking.openURL('https://help.example.com') },
    { title: 'Datenschutz', run: () => Linking.openURL('https://example.com/privacy') },
    { title: 'Abmelden', run: () => signOut() },
  ];

  return (
    <>
      <Text>{courier?.name}</Text>
      <FlatList
        data={rows}
        keyExtractor={(r) => r.title}
        renderItem={({ item }) => (
          <Pressable onPress={item.run}>
            <Text>{item.title}</Text>
          </Pressable>
        )}
      />
    </>
  );
}
