import useSWR, { type SWRConfiguration } from 'swr';

export const swrOptions: SWRConfiguration = {
  fetcher: (url: string) => fetch(url, { credentials: 'include' }).then((r) => (r.ok ? r.json() : Promise.reject(r))),
  revalidateOnFocus: false,
  shouldRetryOnError: false,
};

export interface SessionInfo {
  userId: string;
  tenant: string;
  expiresAt: string;
}

export function useSessionInfo() {
  const { data, error } = useSWR<SessionInfo>('/bff/session', swrOptions);
  return { session: data, anonymous: error?.status === 401 };
}

export function useDocuments(folder: string) {
  return useSWR<{ id: string; title: string }[]>(`/bff/documents?folder=${encodeURIComponent(folder)}`, swrOptions);
}

function csrf() {
  return decodeURIComponent(document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/)?.[1] ?? '');
}

export async function logout(returnTo = '/') {
  const res = await fetch('/bff/logout', {
    method: 'POST',
    credentials: 'include',
    headers: { 'X-XSRF-TOKEN': csrf() },
  });
  if (!res.ok && res.status !== 401) {
    throw new Error(`logout: ${res.status}`);
  }
  window.location.replace(returnTo);
}
