import type { ReactNode } from 'react';
import { LogView } from './log-view.tsx';
import { StorageView } from './storage-view.tsx';

/** What is in this browser, and what has happened in this tab. */
export function Inside({ isSignedIn }: { readonly isSignedIn: boolean }): ReactNode {
  return (
    <div className="inside">
      <StorageView isSignedIn={isSignedIn} />
      <LogView />
    </div>
  );
}
