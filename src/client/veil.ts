/** How to listen to the page for as long as the session is open. */
export type Listen = <E extends Event>(type: string, heard: (event: E) => unknown) => void;

/**
 * Hides a page with something `secret` that the browser keeps when it is left, and shows it again, where it was, only
 * once `returned` has answered true: no frame shows what a sign-out in between has ended.
 */
export function veil(listen: Listen, secret: () => unknown, returned: () => Promise<boolean>): void {
  const { style } = document.documentElement;
  let before: readonly [text: string, top: number] | undefined;
  listen<PageTransitionEvent>('pagehide', ({ persisted }) => {
    if (!persisted || !secret()) return;
    before ??= [style.cssText, scrollY];
    // Nothing less hides what is in the top layer, in a shadow tree, or in a transition.
    style.cssText += ';display:none!important';
  });
  listen('pageshow', async () => {
    if (before && (await returned())) {
      style.cssText = before[0];
      scrollTo(0, before[1]);
      before = undefined;
    }
  });
}
