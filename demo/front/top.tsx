import type { ReactNode } from 'react';
import { ThemeButton } from './theme-button.tsx';

export function Top({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <header className="top">
      <div className="top-row">
        <p className="brand">
          <img src="/icon.svg" alt="" width="26" height="26" /> Curfew
        </p>
        <ThemeButton />
      </div>
      {children}
    </header>
  );
}
