import { posix } from 'node:path';
import { read, root } from './sources.ts';
import { tokensOf, type Token } from './tokens.ts';
import { existsSync } from 'node:fs';

/** The entry points of the package: what one imports, and the source behind it. */
export function entryPoints(): Map<string, string> {
  const manifest = JSON.parse(read('package.json')) as {
    exports: Record<string, string | { default: string }>;
  };
  const found = new Map<string, string>();
  for (const [subpath, target] of Object.entries(manifest.exports)) {
    if (typeof target === 'string') continue;
    const file = target.default.replace('./dist/', 'src/').replace(/\.js$/, '.ts');
    found.set(`curfew${subpath.slice(1)}`, file);
  }
  return found;
}

/** An exported name, and the file that declares it. */
export interface Export {
  readonly name: string;
  readonly file: string;
}

/** Everything that a source exports, types included. Throws for `export *`, which would hide what is public. */
export function exportsOf(file: string): Export[] {
  const tokens = tokensOf(read(file));
  return tokens.flatMap((token, at): Export[] => {
    if (token.kind !== 'word' || token.text !== 'export') return [];
    let next = at + 1;
    if (tokens[next]?.text === 'type' && /^[{*]$/.test(tokens[next + 1]?.text ?? '')) next += 1;
    if (tokens[next]?.text === '*') throw new Error(`${file} exports *`);
    if (tokens[next]?.text === '{') return listed(tokens, next + 1, file);
    while (/^(declare|abstract|async|default)$/.test(tokens[next]?.text ?? '')) next += 1;
    return [{ name: tokens[next + 1]?.text ?? '', file }];
  });
}

function listed(tokens: readonly Token[], start: number, file: string): Export[] {
  const end = tokens.findIndex((token, at) => at >= start && token.text === '}');
  const from = tokens[end + 1]?.text === 'from' ? tokens[end + 2]?.text : undefined;
  const source = from === undefined ? file : posix.join(posix.dirname(file), from);
  const names = tokens.slice(start, end).filter(({ text }) => text !== 'type');
  return names.flatMap(({ kind, text }, at): Export[] => {
    const renamed = names[at + 1]?.text === 'as';
    return kind === 'word' && !renamed && text !== 'as'
      ? [{ name: text, file: declaring(text, source) }]
      : [];
  });
}

/** The file that declares `name`, through however many files it is passed on. */
function declaring(name: string, file: string): string {
  if (!existsSync(root + file)) return file;
  return exportsOf(file).find((one) => one.name === name)?.file ?? file;
}

/** The members of an exported interface or class-like type: `store.name` for what is nested. Undefined when there is none. */
export function membersOf(name: string, file: string): string[] | undefined {
  const tokens = tokensOf(read(file));
  const at = tokens.findIndex(
    (token, index) =>
      token.text === name && tokens[index - 1]?.text === 'interface' && tokens[index - 2]?.text === 'export',
  );
  if (at < 0) return undefined;
  const open = tokens.findIndex((token, index) => index > at && token.text === '{' && token.kind === 'mark');
  return members(tokens, open + 1, '').names;
}

function members(tokens: readonly Token[], start: number, prefix: string): { names: string[]; end: number } {
  const names: string[] = [];
  let at = start;
  while (at < tokens.length && tokens[at]?.text !== '}') {
    if (tokens[at]?.text === 'readonly') at += 1;
    let name = tokens[at]?.text ?? '';
    if (name === '[') {
      const close = tokens.findIndex((token, index) => index > at && token.text === ']');
      name = tokens
        .slice(at, close + 1)
        .map(({ text }) => text)
        .join('');
      at = close;
    }
    at += 1;
    if (tokens[at]?.text === '?') at += 1;
    if (tokens[at]?.text === ':' && tokens[at + 1]?.text === '{') {
      const inner = members(tokens, at + 2, `${prefix}${name}.`);
      names.push(...inner.names);
      at = inner.end;
    } else names.push(prefix + name);
    at = endOfMember(tokens, at);
  }
  return { names, end: at + 1 };
}

function endOfMember(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at += 1) {
    const { kind, text } = tokens[at] ?? {};
    if (kind !== 'mark') continue;
    if (text === ';' && depth === 0) return at + 1;
    if (text === '}' && depth === 0) return at;
    if (text !== undefined && '{(['.includes(text)) depth += 1;
    if (text !== undefined && '})]'.includes(text)) depth -= 1;
  }
  return tokens.length;
}

/** The errors of a file: each class with its code and status. */
export function errorsOf(file: string): { name: string; code: string; status: string }[] {
  const tokens = tokensOf(read(file));
  const at = (index: number): string => tokens[index]?.text ?? '';
  const value = (start: number, property: string): string => {
    const found = tokens.findIndex(
      (token, index) => index > start && token.text === property && at(index + 1) === '=',
    );
    return found < 0 ? '' : at(found + 2);
  };
  return tokens.flatMap((token, index) =>
    token.text === 'class' && at(index + 2) === 'extends' && at(index + 3) === 'CurfewError'
      ? [{ name: at(index + 1), code: value(index, 'code'), status: value(index, 'status') }]
      : [],
  );
}
