import { holds } from '../judging/canary.ts';
import type { Tab } from './tab.ts';

/**
 * Whether a page shows the canary to whoever looks at it. What is in its source alone is not shown, nor what is hidden, lies behind
 * something else or stands outside of the page: a page that veils itself before it is left shows nothing when it returns.
 */
export async function shows(tab: Tab, canary: string): Promise<boolean> {
  const texts = await tab.evaluate(textsWith, canary);
  return texts.some((text) => holds({ text }, canary));
}

/** Runs in the page: the visible texts, and values of fields, that hold `wanted`. */
function textsWith(wanted: string): string[] {
  const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
  const word = plain(wanted);
  const found: string[] = [];
  const textOf = (element: Element): string => {
    const field = element as HTMLInputElement;
    return /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) ? field.value : (element.textContent ?? '');
  };
  const isShown = (element: Element, root: Document | ShadowRoot): boolean => {
    const strict = { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true };
    if (!element.checkVisibility(strict)) return false;
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const { left, top, width, height } = element.getBoundingClientRect();
    if (width === 0 || height === 0) return false;
    const hit = root.elementFromPoint(left + width / 2, top + height / 2);
    return hit !== null && (element.contains(hit) || hit.contains(element));
  };
  // The innermost elements: around them everything holds the word.
  const search = (root: Document | ShadowRoot | Element, of: Document | ShadowRoot): boolean => {
    let seen = false;
    for (const element of root.children) {
      if (/^(SCRIPT|STYLE|TEMPLATE|NOSCRIPT|HEAD)$/i.test(element.tagName)) continue;
      const within = element.shadowRoot ? search(element.shadowRoot, element.shadowRoot) : false;
      if (search(element, of) || within) {
        seen = true;
      } else if (plain(textOf(element)).includes(word)) {
        seen = true;
        if (isShown(element, of)) found.push(plain(textOf(element)).slice(0, 2_000));
      }
    }
    return seen;
  };
  search(document, document);
  return found;
}
