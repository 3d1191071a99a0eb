import { fetchText } from './fetch-text.ts';

/** The most that a key set may be, bytes. */
const LARGEST = 256 * 1_024;

/** What is at a URL, as JSON. Rejects for all but a 200 with JSON. */
export async function fetchKeys(url: URL, signal: AbortSignal): Promise<unknown> {
  const accept = 'application/jwk-set+json, application/json';
  return JSON.parse(await fetchText(url, { accept, largest: LARGEST }, signal));
}
