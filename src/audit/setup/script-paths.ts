/** A path that a script names, and how it seems to be asked for. */
export interface ScriptPath {
  readonly path: string;
  readonly method: string | undefined;
}

const LONGEST = 3_000_000;
const MOST = 2_000;
const PATH = /["'`}]((?:https?:\/\/[\w.:-]+)?\/?[\w-]+(?:\/[\w.-]+)*\/?)(?:\?[^"'`]*)?["'`]/g;

/** The paths in the text of a script, as `"/auth/logout"`, `` `${API}/me` `` or `'users/me'`, each with its method if that stands beside it. */
export function scriptPathsOf(script: string): ScriptPath[] {
  const text = script.slice(0, LONGEST);
  const found = new Map<string, ScriptPath>();
  for (const match of text.matchAll(PATH)) {
    const [whole, path = ''] = match;
    if (found.size >= MOST) break;
    if (
      path.length < 3 ||
      path.length > 120 ||
      /\.(?:js|css|png|svg|jpe?g|woff2?|html|json|map|ico)$/i.test(path)
    )
      continue;
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    const after = text.slice(match.index + whole.length, match.index + whole.length + 160);
    const method =
      /\.(get|post|put|patch|delete)\s*(?:<[^<>()]*>)?\s*\(\s*(?:[\w.$]+\s*\+\s*)?[`"']?(?:\$\{[\w.]*)?$/i.exec(
        before,
      )?.[1] ??
      /^[^;)]{0,120}?\bmethod\s*:\s*["'`](\w+)/i.exec(after)?.[1] ??
      /\bmethod\s*:\s*["'`](\w+)["'`][^;(){}]{0,40}$/i.exec(before)?.[1];
    const known = found.get(path);
    if (!known || (known.method === undefined && method !== undefined))
      found.set(path, { path, method: method?.toUpperCase() });
  }
  return [...found.values()];
}
