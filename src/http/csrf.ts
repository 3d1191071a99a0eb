import { CrossSiteRefused } from './errors.ts';
import type { HeaderReader } from './headers.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export function changesState(method: string): boolean {
  return !SAFE.has(method);
}

/**
 * Throws `CrossSiteRefused` for a request that another site's page sent: by `Sec-Fetch-Site`, which a page
 * cannot forge, and by `Origin` where a browser is too old to send it. Without either it was no browser.
 * `origins` are further origins that may call, as `https://app.example.com`.
 */
export function refuseCrossSite(headers: HeaderReader, origins: readonly string[]): void {
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  if (origin !== null && origins.includes(origin)) return;
  if (site === 'same-origin' || site === 'none') return;
  if (site === null && (origin === null || hostOf(origin) === headers.get('host'))) return;
  throw new CrossSiteRefused('the request came from another site');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
