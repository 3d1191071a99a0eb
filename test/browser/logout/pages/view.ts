import { createElement as h, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';

/** What nobody may see who is not signed in: the whole window in red, with the e-mail address. */
export function Secret({ email, logout }: { email: string; logout: () => void }): ReactNode {
  const style = { position: 'fixed', inset: 0, background: 'rgb(255, 0, 0)' } as const;
  return h('main', { id: 'secret', style }, email, h('button', { id: 'logout', onClick: logout }, 'Log out'));
}

/** Renders the page, and takes down for each frame whether the secret could be seen. */
export function render(app: ReactNode): void {
  document.body.style.background = 'rgb(0, 0, 255)';
  createRoot(document.body.appendChild(document.createElement('div'))).render(app);
  let told = false;
  const watch = (): void => {
    const secret = document.querySelector('#secret');
    const visible = secret?.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ?? false;
    window.shown.push(visible);
    // For when the page goes on to another.
    if (visible && !told) void fetch('/secret-shown', { keepalive: true });
    told ||= visible;
    if (window.shown.length < 20) requestAnimationFrame(watch);
  };
  addEventListener('pageshow', ({ persisted }) => {
    void fetch(`/shown?${persisted ? 'kept' : 'loaded'}`, { keepalive: true });
    window.shown = [];
    told = false;
    requestAnimationFrame(watch);
  });
}
