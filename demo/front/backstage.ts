import { useEffect, useState } from 'react';
import type { Position } from '../plug.ts';
import type { ThiefState } from '../thief/state.ts';

/** In `sessionStorage`: whose thief this tab shows, also after the logout. It names a session and opens none. */
const LAST = 'demo:last';

interface Backstage {
  /** Undefined until the server has told. */
  readonly plug: Position | undefined;
  readonly turnPlug: (position: Position) => void;
  readonly thief: ThiefState | undefined;
  /** The browser has kept no cookies. */
  readonly lacksCookies: boolean;
}

/**
 * What goes on behind the scene, as the server tells it: where the plug is, and what the thief is up to that got into
 * the session `id`, or into the last one. A new session is robbed at once.
 */
export function useBackstage(id: string | undefined): Backstage {
  const [plug, setPlug] = useState<Position>();
  const [thief, setThief] = useState<ThiefState>();
  const [lacksCookies, setLacksCookies] = useState(false);
  const isVisible = useVisible();
  const watched = id ?? sessionStorage.getItem(LAST) ?? '';

  useEffect(() => {
    if (id !== undefined) sessionStorage.setItem(LAST, id);
  }, [id]);

  useEffect(() => {
    // A tab that nobody looks at needs no connection, and a page with one may not come back from history.
    if (!isVisible) return undefined;
    const events = new EventSource(`/demo/events?session=${encodeURIComponent(watched)}`);
    events.addEventListener('plug', ({ data }: MessageEvent<string>) =>
      setPlug(JSON.parse(data) as Position),
    );
    events.addEventListener('thief', ({ data }: MessageEvent<string>) => {
      const state = JSON.parse(data) as ThiefState | null;
      setThief(state ?? undefined);
      if (state === null && id !== undefined) void steal().then((came) => setLacksCookies(!came));
    });
    const close = (): void => events.close();
    addEventListener('pagehide', close);
    return () => {
      removeEventListener('pagehide', close);
      close();
    };
  }, [watched, id, isVisible]);

  const turnPlug = (position: Position): void => {
    setPlug(position);
    turn(position).catch(() => undefined);
  };
  return { plug, turnPlug, thief, lacksCookies };
}

/** Has the server copy the cookies of this browser to the thief. False when it found none. */
async function steal(): Promise<boolean> {
  const response = await fetch('/demo/thief', { method: 'POST' }).catch(() => undefined);
  return response?.status !== 401;
}

function useVisible(): boolean {
  const [isVisible, setVisible] = useState(!document.hidden);
  useEffect(() => {
    const look = (): void => setVisible(!document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return isVisible;
}

/** Pulls the plug, or puts it back: then the browser says that it is online, as it does when a network comes back. */
async function turn(position: Position): Promise<void> {
  await fetch('/demo/plug', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ position }),
    // A page that leaves, as after a logout, takes other requests along.
    keepalive: true,
  });
  if (position === 'in') dispatchEvent(new Event('online'));
}
