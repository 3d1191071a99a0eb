import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tokensOf, type Token } from './tokens.ts';

export const root: string = fileURLToPath(new URL('../../', import.meta.url));

export function read(file: string): string {
  return readFileSync(root + file, 'utf8');
}

/** The files below `folder` that `wanted` picks, as paths from the root with forward slashes. */
export function filesIn(folder: string, wanted: (file: string) => boolean): string[] {
  return readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter(wanted)
    .toSorted();
}

/** The sources that are published, without their tests. */
export function sources(): string[] {
  return filesIn('src', (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
}

/** Something a file imports. `specifier` is undefined when it is no plain string, so that nobody can tell what it is. */
export interface Import {
  readonly specifier: string | undefined;
  readonly typeOnly: boolean;
}

/** Every static import, `export … from`, `import()`, and `require()` of a source. */
export function importsOf(source: string): Import[] {
  const tokens = tokensOf(source);
  const found: Import[] = [];
  tokens.forEach((token, at) => {
    if (token.kind !== 'word' || tokens[at - 1]?.text === '.') return;
    const [next, after] = [tokens[at + 1], tokens[at + 2]];
    const called = next?.text === '(' && next.kind === 'mark';
    if (called && (token.text === 'import' || token.text === 'require')) {
      const plain = after?.kind === 'string' && !after.text.includes('${}') && tokens[at + 3]?.text !== '+';
      found.push({ specifier: plain ? after.text : undefined, typeOnly: false });
    } else if (token.text === 'import' && next?.text !== '.') {
      const specifier = next?.kind === 'string' ? next.text : afterFrom(tokens, at + 1);
      found.push({ specifier, typeOnly: next?.text === 'type' });
    } else if (token.text === 'export' && reExports(tokens, at)) {
      found.push({ specifier: afterFrom(tokens, at + 1), typeOnly: next?.text === 'type' });
    }
  });
  return found;
}

/** Whether the `export` at `at` takes something from another file. */
function reExports(tokens: readonly Token[], at: number): boolean {
  let next = at + 1;
  if (tokens[next]?.text === 'type') next += 1;
  if (tokens[next]?.text === '*') return true;
  if (tokens[next]?.text !== '{') return false;
  while (next < tokens.length && tokens[next]?.text !== '}') next += 1;
  return tokens[next + 1]?.text === 'from';
}

function afterFrom(tokens: readonly Token[], start: number): string | undefined {
  for (let at = start; at < tokens.length; at += 1) {
    const [token, next] = [tokens[at], tokens[at + 1]];
    if (token?.text === ';' && token.kind === 'mark') return undefined;
    if (token?.text === 'from' && next?.kind === 'string') return next.text;
  }
  return undefined;
}
