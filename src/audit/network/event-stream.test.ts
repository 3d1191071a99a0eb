import { expect, it } from 'vitest';
import { Events } from './event-stream.ts';

function heard(chunks: readonly string[]): { readonly texts: string[]; readonly signs: number } {
  const texts: string[] = [];
  let signs = 0;
  const events = new Events({ hear: (text) => texts.push(text), sawSign: () => (signs += 1) });
  for (const chunk of chunks) events.take(chunk);
  return { texts, signs };
}

const TEXT = ': hello\n\nevent: mail\nid: 1\ndata: {"unread":1}\ndata: more\n\ndata:plain\n\n: ping\n\n';

it.each([
  ['\\n', TEXT],
  ['\\r\\n', TEXT.replaceAll('\n', '\r\n')],
])('reads events with %s, wherever they are cut', (_end, text) => {
  for (const size of [1, 2, 3, 7, text.length]) {
    const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
      text.slice(at * size, (at + 1) * size),
    );
    expect(heard(chunks)).toEqual({ texts: ['mail: {"unread":1}\nmore', 'plain'], signs: 2 });
  }
});

it('waits for the end of an event', () => {
  expect(heard(['data: half\n']).texts).toEqual([]);
});
