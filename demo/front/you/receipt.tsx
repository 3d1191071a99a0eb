import type { LogoutReport } from 'curfew/client';
import { useEffect, useRef, type ReactNode } from 'react';
import { useStorage } from '../inside/use-storage.ts';
import { OUTBOX } from '../inside/words.ts';

/** What became of the logout. Follows the outbox: what was queued is delivered at some time. */
export function Receipt({ report }: { readonly report: LogoutReport }): ReactNode {
  const isWaiting = useStorage().some(({ key }) => key === OUTBOX);
  const box = useRef<HTMLDivElement>(null);
  // A screen reader goes on from here after the page was loaded anew.
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
  }, []);
  const isQueued = report.server === 'queued' && isWaiting;
  const { title, text } = words(report, isQueued);
  return (
    <div className="receipt" data-kind={isQueued ? 'queued' : 'done'} ref={box} tabIndex={-1} role="status">
      <p className="receipt-title">{title}</p>
      <p className="receipt-text">{text}</p>
      <dl className="facts">
        <div>
          <dt>this browser</dt>
          <dd>{report.local}</dd>
        </div>
        <div>
          <dt>the server</dt>
          <dd>{report.server === 'queued' && !isQueued ? 'revoked, later' : report.server}</dd>
        </div>
        {report.errors.map(({ step, message }) => (
          <div key={step}>
            <dt>{step}</dt>
            <dd>{message}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function words({ remote, server }: LogoutReport, isQueued: boolean): { title: string; text: string } {
  if (isQueued) {
    const text =
      'The server could not be told. A ticket that can do nothing but log out waits in the outbox, and is delivered as soon as the server can be reached.';
    return { title: 'You are signed out here', text };
  }
  if (remote)
    return {
      title: 'You are signed out',
      text: 'It was ended from somewhere else: another tab, or the server.',
    };
  if (server === 'queued')
    return { title: 'Delivered', text: 'The server has been told meanwhile: every copy is dead.' };
  return {
    title: 'You are signed out',
    text: 'This browser is clean, and the server has confirmed that every copy is dead.',
  };
}
