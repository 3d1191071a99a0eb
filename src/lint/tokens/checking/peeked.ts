import type { Effect } from '../../effects/effect.ts';
import type { Reach } from '../../effects/reach.ts';
import { siteOf, textOf } from '../../effects/site.ts';
import type { Program } from '../../engine/program.ts';

const SPLITS = /\.split\(\s*(['"`])\.\1\s*\)/;
const CHECKS = /createHmac|timingSafeEqual|subtle\.verify|createVerify|crypto\.verify/;

/** Where a token is taken apart by hand, and what it says is read: `JSON.parse(atob(token.split('.')[1]))`. */
export function peekedIn(program: Program, { funcs }: Reach): readonly Effect[] {
  const found = [...funcs].flatMap((func): Effect[] => {
    if (func.node.type === 'File' || !SPLITS.test(func.module().text)) return [];
    if (!SPLITS.test(textAll(func.module().text, func.node))) return [];
    return func.calls.flatMap((node): Effect[] => {
      const site = siteOf(program, node, func);
      const reads =
        site.chain.join('.') === 'JSON.parse' && /atob|base64|Buffer\.from|decode/i.test(site.given);
      return reads ? [{ kind: 'read', node, func, site, about: textOf(node, func) }] : [];
    });
  });
  // Who works out the signature as well has not only looked.
  const isChecked = [...funcs].some((one) => CHECKS.test(textAll(one.module().text, one.node)));
  return found.length === 0 || isChecked ? [] : found;
}

function textAll(text: string, { start, end }: { start?: number | null; end?: number | null }): string {
  return text.slice(start ?? 0, end ?? 0);
}
