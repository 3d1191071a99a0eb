import type { ReactNode } from 'react';
import { PaneHead } from './pane-head.tsx';

/** While the server has not answered the logout: everything here is over already. */
export function Leaving(): ReactNode {
  return (
    <>
      <PaneHead state="signed out" />
      <div className="receipt" data-kind="queued" role="status">
        <p className="receipt-title">You are signed out here</p>
        <p className="receipt-text">This browser is clean. Telling the server …</p>
      </div>
    </>
  );
}
