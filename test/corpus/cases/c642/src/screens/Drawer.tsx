import { DrawerContentScrollView, DrawerItem, type DrawerContentComponentProps } from '@react-navigation/drawer';
import { useQuery } from '@apollo/client';
import React from 'react';
import { TimelineDocument } from '../graphql/generated';
import { useSignOut } from '../graphql/useSignOut';

export function Drawer(props: DrawerContentComponentProps) {
  const { signOut, loading } = useSignOut();
  const { data } = useQuery(TimelineDocument, { fetchPolicy: 'cache-first' });

  return (
    <DrawerContentScrollView {...props}>
      <DrawerItem label={`Timeline (${data?.timeline.edges.length ?? 0})`} onPress={() => props.navigation.navigate('Timeline')} />
      <DrawerItem label={loading ? '…' : 'Sign out'} onPress={signOut} />
    </DrawerContentScrollView>
  );
}
