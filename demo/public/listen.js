/**
 * Follows server-sent events until there are no more. By `fetch`, because an `EventSource` sends no
 * `Authorization` header.
 *
 * @param {string} path
 * @param {string} authorization
 * @param {() => void} onTick
 * @param {AbortSignal} signal
 * @returns {Promise<'ended' | 'refused' | 'broken'>} `ended`: the server said that it is over; `refused`: it never
 *   began; `broken`: it fell silent, which says nothing.
 */
export async function listen(path, authorization, onTick, signal) {
  try {
    const response = await fetch(path, { headers: { authorization }, cache: 'no-store', signal });
    if (response.status === 401) return 'refused';
    if (!response.ok || !response.body) return 'broken';
    let text = '';
    for await (const chunk of decoded(response.body)) {
      const events = (text + chunk).split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        if (event.startsWith('event: end\n')) return 'ended';
        onTick();
      }
    }
  } catch {
    // The connection is gone.
  }
  return 'broken';
}

/** Chunks as text, by hand: not every browser can iterate over a stream. */
async function* decoded(/** @type {ReadableStream<Uint8Array>} */ body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}
