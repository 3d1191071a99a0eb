'use client';

import { useRouter } from 'next/navigation';
import { LogOut } from 'lucide-react';
import { DropdownMenuItem } from '@/components/ui/dropdown-menu';
import { useAuthStore } from '@/stores/useAuthStore';

export function LogoutItem() {
  const logout = useAuthStore((s) => s.logout);
  const router = useRouter();

  return (
    <DropdownMenuItem
      onSelect={async () => {
        await logout();
        router.replace('/login');
      }}
    >
      <LogOut className="mr-2 h-4 w-4" />
      Log out
    </DropdownMenuItem>
  );
}
