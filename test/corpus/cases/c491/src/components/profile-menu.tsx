'use client';

import { useRouter } from 'next/navigation';
import { LogOutIcon, SettingsIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { trpc } from '@/trpc/client';

export function ProfileMenu() {
  const router = useRouter();
  const utils = trpc.useUtils();
  const me = trpc.auth.me.useQuery();

  const logout = trpc.auth.logout.useMutation({
    onSuccess() {
      utils.auth.me.setData(undefined, null);
      router.push('/sign-in');
    },
  });

  if (!me.data) return null;

  return (
    <div className="flex flex-col gap-1 p-2">
      <p className="text-sm text-muted-foreground">{me.data.email}</p>
      <Button variant="ghost" onClick={() => router.push('/settings')}>
        <SettingsIcon /> Settings
      </Button>
      <Button variant="ghost" disabled={logout.isPending} onClick={() => logout.mutate()}>
        <LogOutIcon /> Sign out
      </Button>
    </div>
  );
}
