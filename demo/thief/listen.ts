/** `ended`: the server said that it is over; `refused`: it never began; `broken`: it fell silent, which says nothing. */
export type Heard = 'ended' | 'refused' | 'broken';

/** Follows server-sent events until there are no more. */
export async function listen(url: string, init: RequestInit, onTick: () => void): Promise<Heard> {
  try {
    const response = await fetch(url, init);
    if (response.status === 401) return 'refused';
    if (!response.ok || !response.body) return 'broken';
    let text = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
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
