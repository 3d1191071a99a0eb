import { attempt } from './attempt.ts';

/** `text` as a URL, as the page would fetch it; undefined when it is none. */
export function urlOf(text: string | URL): URL | undefined {
  return attempt(() => new URL(text, globalThis.document?.baseURI));
}

/**
 * `target` as an absolute URL of this page's origin, safe to navigate to; that of `fallback` when it is none. Absolute,
 * since the path of `/..//evil.com` alone would lead elsewhere. On a server, where there is no page: `fallback`.
 */
export function safeUrl(target: string | URL | null | undefined, fallback = '/'): string {
  for (const one of [target, fallback, '/']) {
    const url = one ? urlOf(one) : undefined;
    // More than the same origin: that of a blob: is its maker's.
    if (url?.href.startsWith(`${globalThis.origin}/`)) return url.href;
  }
  return fallback;
}
