import type { ReactNode } from 'react';

export function PaneHead({ state }: { readonly state: string }): ReactNode {
  return (
    <div className="pane-head">
      <h2 id="you-title">You</h2>
      <p className="pill">{state}</p>
    </div>
  );
}
