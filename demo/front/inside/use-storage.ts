import { useEffect, useState, useSyncExternalStore } from 'react';
import { onEntry } from './log.ts';

interface Item {
  readonly key: string;
  readonly value: string;
}

/** How often it is looked at besides, ms. */
const LOOK = 500;

/** What is in `localStorage`, as it changes, in this tab or in another. */
export function useStorage(): readonly Item[] {
  return JSON.parse(useSyncExternalStore(subscribe, snapshot)) as Item[];
}

function snapshot(): string {
  const items = Object.keys(localStorage).map((key) => ({ key, value: localStorage.getItem(key) ?? '' }));
  return JSON.stringify(items.toSorted((a, b) => a.key.localeCompare(b.key)));
}

function subscribe(changed: () => void): () => void {
  const stop = onEntry(changed);
  const timer = setInterval(changed, LOOK);
  addEventListener('storage', changed);
  return () => {
    stop();
    clearInterval(timer);
    removeEventListener('storage', changed);
  };
}

/** The names of the cookies, which the server has to say; asked again whenever `cause` changes. */
export function useCookies(cause: readonly Item[]): readonly string[] {
  const [names, setNames] = useState<readonly string[]>([]);
  const key = JSON.stringify(cause);
  useEffect(() => {
    let isLate = false;
    const take = async (): Promise<void> => {
      const response = await fetch('/demo/cookies');
      const { names: now } = (await response.json()) as { names: string[] };
      if (!isLate) setNames(now);
    };
    take().catch(() => undefined);
    return () => {
      isLate = true;
    };
  }, [key]);
  return names;
}
