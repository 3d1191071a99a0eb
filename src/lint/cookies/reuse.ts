import { bare } from '../engine/ast.ts';
import { bindingOf } from '../engine/lookup.ts';
import type { Program } from '../engine/program.ts';
import type { Fix } from '../finding.ts';
import type { CookieUse } from './uses.ts';

/** Values that mean the same wherever they stand. */
const ANYWHERE =
  /^(true|false|'[^']*'|"[^"]*"|\d+|process\.env\.\w+( (===|!==) ('[^']*'|"[^"]*")( \? ('[^']*'|"[^"]*") : ('[^']*'|"[^"]*"))?)?)$/;
const LASTS = /^(maxage|expires|value|name)$/;
const NAMES: Readonly<Record<string, string>> = { httponly: 'httpOnly', samesite: 'sameSite' };

/** An edit that clears a cookie with the options it is set with, where those can stand in the same place. */
export function reusing(_program: Program, clear: CookieUse, set: CookieUse): Fix | undefined {
  const { name, options } = clear.cookie;
  if (clear.site?.method !== 'clearCookie' || !name) return undefined;
  const text = sharedName(clear, set) ?? written(set);
  if (text === undefined) return undefined;
  const title = 'Clear it with the options it was set with.';
  if (!options) {
    const at = name.end ?? 0;
    return { title, safe: true, edits: [{ start: at, end: at, text: `, ${text}` }] };
  }
  return { title, safe: true, edits: [{ start: options.start ?? 0, end: options.end ?? 0, text }] };
}

/** A constant of the module that holds the options, and nothing that keeps the cookie alive. */
function sharedName(clear: CookieUse, set: CookieUse): string | undefined {
  const options = set.cookie.options && bare(set.cookie.options);
  if (options?.type !== 'Identifier' || clear.func.file !== set.func.file) return undefined;
  const found = bindingOf(options.name, clear.func);
  const isSame =
    found && found.binding === bindingOf(options.name, set.func)?.binding && found.func.node.type === 'File';
  return isSame && ![...set.options.attributes.keys()].some((one) => LASTS.test(one))
    ? options.name
    : undefined;
}

function written(set: CookieUse): string | undefined {
  const kept = [...set.options.attributes].filter(([name]) => !LASTS.test(name));
  if (!kept.every(([, { text }]) => ANYWHERE.test(text))) return undefined;
  return `{ ${kept.map(([name, { text }]) => `${NAMES[name] ?? name}: ${text}`).join(', ')} }`;
}
