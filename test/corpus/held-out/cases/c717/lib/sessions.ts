import { supabaseAdmin } from './supabase-admin';

const IDLE_MS = 1000 * 60 * 60 * 24 * 3;

export async function openSession(id: string) {
  const { data, error } = await supabaseAdmin
    .from('app_sessions')
    .select('id, user_id, seen_at')
    .eq('id', id)
    .is('ended_at', null)
    .maybeSingle();
  if (error) throw error;
  return data && Date.now() - Date.parse(data.seen_at) < IDLE_MS ? data : null;
}

export async function touch(id: string) {
  const { error } = await supabaseAdmin.from('app_sessions').update({ seen_at: new Date().toISOString() }).eq('id', id);
  if (error) throw error;
}

export async function end(id: string) {
  const { error } = await supabaseAdmin.from('app_sessions').update({ ended_at: new Date().toISOString() }).eq('id', id);
  if (error) throw error;
}
