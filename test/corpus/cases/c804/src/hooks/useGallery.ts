import useSWR from 'swr';
import { http } from '@/lib/http';

type Picture = { id: string; url: string; prompt: string };

export function useGallery(album: string) {
  const { data, isValidating, mutate } = useSWR(['gallery', album], ([, name]: [string, string]) =>
    http<Picture[]>(`gallery/${encodeURIComponent(name)}`),
  );

  async function remove(id: string) {
    await http(`gallery/${encodeURIComponent(album)}/${id}`, { method: 'DELETE' });
    await mutate((list) => list?.filter((p) => p.id !== id), { revalidate: false });
  }

  return { pictures: data ?? [], remove, isValidating };
}
