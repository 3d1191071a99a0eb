import { expect, it } from 'vitest';
import { CODES, FrameReader, frameOf, Messages } from './websocket-frames.ts';

/** What a client sent, as a server would send it: without the mask. */
function unmasked(frame: Buffer): Buffer {
  const short = (frame[1] ?? 0) & 0x7f;
  const start = short === 126 ? 4 : short === 127 ? 10 : 2;
  const mask = frame.subarray(start, start + 4);
  const payload = frame.subarray(start + 4).map((byte, at) => byte ^ (mask[at % 4] ?? 0));
  const head = Buffer.from(frame.subarray(0, start));
  head[1] = short;
  return Buffer.concat([head, payload]);
}

const serverFrame = (code: number, text: string, last = true): Buffer => {
  const frame = unmasked(frameOf(code, Buffer.from(text)));
  if (!last) frame[0] = (frame[0] ?? 0) & 0x7f;
  return frame;
};

it.each([0, 1, 125, 126, 65_535, 65_536, 200_000])('carries %i bytes, masked', (length) => {
  const text = 'x'.repeat(length);
  const frame = frameOf(CODES.text, Buffer.from(text));
  expect((frame[1] ?? 0) & 0x80, 'the mask bit').toBe(0x80);
  const [read] = new FrameReader().read(unmasked(frame));
  expect(read?.payload.toString()).toBe(text);
  expect(read).toMatchObject({ code: CODES.text, last: true });
});

it('reads frames wherever they are cut', () => {
  const bytes = Buffer.concat([serverFrame(1, 'one'), serverFrame(9, ''), serverFrame(1, 'x'.repeat(300))]);
  for (let size = 1; size < 9; size += 1) {
    const reader = new FrameReader();
    const codes: number[] = [];
    for (let at = 0; at < bytes.length; at += size)
      codes.push(...reader.read(bytes.subarray(at, at + size)).map(({ code }) => code));
    expect(codes).toEqual([1, 9, 1]);
  }
});

it('puts a message together from its parts', () => {
  const reader = new FrameReader();
  const messages = new Messages();
  const parts = [
    serverFrame(1, 'Gr\u00fc\u00df', false),
    serverFrame(0, 'e ', false),
    serverFrame(0, 'dich'),
  ];
  const texts = reader.read(Buffer.concat(parts)).map((frame) => messages.add(frame));
  expect(texts).toEqual([undefined, undefined, 'Gr\u00fc\u00dfe dich']);
});

it.each([
  ['a masked frame', frameOf(1, Buffer.from('x')), 'masked'],
  ['an extension', Buffer.from([0xc1, 0x00]), 'extension'],
  ['too large a frame', Buffer.from([0x81, 127, 0, 0, 1, 0, 0, 0, 0, 0]), 'too large'],
])('refuses %s', (_what, bytes, said) => {
  expect(() => new FrameReader().read(bytes)).toThrow(said);
});

it('refuses a message that never ends', () => {
  const messages = new Messages();
  const part = { code: 0, last: false, payload: Buffer.alloc(1_048_576) };
  expect(() => Array.from({ length: 10 }, () => messages.add(part))).toThrow('too large');
});
