/** What is asked for. */
interface Wanted {
  readonly accept: string;
  /** What the answer has to be; default: not looked at. */
  readonly type?: string;
  /** The most that it may be, bytes. */
  readonly largest: number;
}

/**
 * What is at a URL. Follows no redirect, sends nothing of its own, and reads no more than it must. Rejects for all but a
 * 200 with text.
 */
export async function fetchText(url: URL, wanted: Wanted, signal: AbortSignal): Promise<string> {
  const { accept, type, largest } = wanted;
  const response = await fetch(url, { redirect: 'manual', headers: { accept }, signal });
  if (response.status !== 200 || !response.body) throw new Error(`the answer was ${response.status}`);
  const given = (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type !== undefined && given !== type) throw new Error('the answer is of another type');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > largest) throw new Error('the answer is too large');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
