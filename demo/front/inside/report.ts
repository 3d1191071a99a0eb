import type { LogoutReport } from 'curfew/client';
import { note } from './log.ts';

/** In `sessionStorage`: what became of the logout, for the page that is loaded after it. No secret is in it. */
const KEY = 'demo:report';

export function keepReport(report: LogoutReport): void {
  note(
    'report',
    `here: ${report.local}; the server: ${report.server}${report.remote ? '; ended elsewhere' : ''}`,
  );
  sessionStorage.setItem(KEY, JSON.stringify(report));
}

export function lastReport(): LogoutReport | undefined {
  const kept = sessionStorage.getItem(KEY);
  return kept === null ? undefined : (JSON.parse(kept) as LogoutReport);
}

export function forgetReport(): void {
  sessionStorage.removeItem(KEY);
}
