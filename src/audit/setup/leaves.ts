/** A text or number in a JSON document: where it is (`$.data.items[0].id`), and under what name. */
export interface Leaf {
  readonly path: string;
  readonly name: string;
  readonly value: string;
}

/** More than any login answers with; enough to stay quick on an answer that is a whole catalogue. */
const MOST = 5_000;
const DEEPEST = 20;

/** The texts and numbers of a JSON document, in its order; none when it is no JSON. */
export function leavesOf(text: string): Leaf[] {
  const document = parsed(text);
  const found: Leaf[] = [];
  if (document === undefined) return found;
  collect(document, '$', '', 0, found);
  return found;
}

/** The JSON document of a text; undefined when it is none. `null` is none either: there is nothing in it. */
export function parsed(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text.slice(0, 100))) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function collect(value: unknown, path: string, name: string, depth: number, found: Leaf[]): void {
  if (found.length >= MOST || depth > DEEPEST) return;
  if (typeof value === 'string' || typeof value === 'number')
    found.push({ path, name, value: String(value) });
  else if (Array.isArray(value))
    value.forEach((one, at) => collect(one, `${path}[${at}]`, name, depth + 1, found));
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value))
      collect(one, `${path}${step(key)}`, key, depth + 1, found);
}

function step(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
