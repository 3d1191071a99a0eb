'use client';

import Link from 'next/link';
import { trpc } from '@/trpc/client';

export function ChatList() {
  const chats = trpc.chat.list.useInfiniteQuery(
    { limit: 30 },
    { getNextPageParam: (last) => last.cursor, staleTime: Infinity },
  );
  const drafts = trpc.draft.list.useQuery(undefined, { staleTime: Infinity });

  return (
    <ul>
      {chats.data?.pages.flatMap((p) => p.items).map((chat) => (
        <li key={chat.id}>
          <Link href={`/c/${chat.id}`}>{chat.title}</Link>
          {drafts.data?.some((d) => d.chatId === chat.id) && <em>draft</em>}
        </li>
      ))}
    </ul>
  );
}
