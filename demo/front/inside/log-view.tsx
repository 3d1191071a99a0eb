import { useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { logged, onEntry } from './log.ts';

/** What happened in this tab, from the last thing that somebody did here on. */
export function LogView(): ReactNode {
  const entries = useSyncExternalStore(onEntry, logged);
  const list = useRef<HTMLDivElement>(null);
  const began = entries[0]?.at ?? 0;
  useEffect(() => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [entries]);
  return (
    <section className="card" aria-labelledby="log-title">
      <h2 id="log-title">What this tab does</h2>
      <p className="about">In the order in which it happens, timed from your click.</p>
      {/* It scrolls, so it can be reached by the keyboard. */}
      <div className="log" ref={list} role="log" aria-labelledby="log-title" tabIndex={0}>
        <ol>
          {entries.map(({ at, what, text }, index) => (
            <li key={`${at} ${index}`}>
              <span className="log-at">{after(at - began)}</span> <b data-what={what}>{what}</b>{' '}
              <span>{text}</span>
            </li>
          ))}
        </ol>
        {entries.length === 0 && <p>Nothing yet.</p>}
      </div>
    </section>
  );
}

function after(ms: number): string {
  if (ms < 100) return `${ms.toFixed(1)} ms`;
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
