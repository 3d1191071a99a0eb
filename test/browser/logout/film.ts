import { isOfChromium, pageOf } from '../../support/browser/chromium.ts';
import type { Tab } from '../../support/browser/tab.ts';

/** What the browser has drawn of a page, frame by frame, as PNG. */
export interface Film extends AsyncDisposable {
  readonly frames: readonly string[];
}

/** Takes down every frame of `tab`, through navigations and the back/forward cache. Nothing, outside Chromium. */
export async function film(tab: Tab): Promise<Film> {
  const frames: string[] = [];
  if (!isOfChromium(tab)) return { frames, [Symbol.asyncDispose]: () => Promise.resolve() };
  const page = pageOf(tab);
  const devtools = await page.context().newCDPSession(page);
  devtools.on('Page.screencastFrame', ({ data, sessionId }) => {
    frames.push(data);
    devtools.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
  });
  await devtools.send('Page.startScreencast', { format: 'png', maxWidth: 32, maxHeight: 32 });
  return { frames, [Symbol.asyncDispose]: () => devtools.detach() };
}

/** How many of `frames` have something red in them. `page` is any page. */
export function redFrames(page: Tab, frames: readonly string[]): Promise<number> {
  return page.evaluate(async (pictures) => {
    let red = 0;
    for (const picture of pictures) {
      const bytes = Uint8Array.from(atob(picture), (one) => one.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      canvas?.drawImage(bitmap, 0, 0);
      const { data = [] } = canvas?.getImageData(0, 0, bitmap.width, bitmap.height) ?? {};
      for (let at = 0; at < data.length; at += 4)
        if (Number(data[at]) > 128 && Number(data[at + 1]) < 64 && Number(data[at + 2]) < 64) {
          red += 1;
          break;
        }
    }
    return red;
  }, frames);
}
