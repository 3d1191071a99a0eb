'use client';

import { createBrowserClient } from '@supabase/ssr';

const supabase = createBrowserClient(process.env.NEXT_PUBLIC_SUPABASE_URL!, process.env.NEXT_PUBLIC_SUPABASE_KEY!);

export function AdminMenu() {
  async function handleLogout() {
    await supabase.auth.signOut();
    localStorage.removeItem('admin-view');
  }

  return <button onClick={handleLogout}>Logout</button>;
}
