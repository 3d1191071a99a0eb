import { parse, type ParserPlugin } from '@babel/parser';

interface Lines {
  readonly from: number;
  readonly to: number;
}

/** A function of fewer lines tells no more than its line, so the one around it is taken. */
const LEAST_LINES = 4;

/** The lines of the innermost function of four lines or more that holds `line`. A file that cannot be read has none. */
export function functionAround(source: string, file: string, line: number): Lines | undefined {
  const around = functionsOf(source, file).filter(
    ({ from, to }) => from <= line && line <= to && to - from + 1 >= LEAST_LINES,
  );
  return around.toSorted((one, other) => one.to - one.from - (other.to - other.from))[0];
}

function functionsOf(source: string, file: string): Lines[] {
  const found: Lines[] = [];
  try {
    collect(
      parse(source, { sourceType: 'unambiguous', errorRecovery: true, plugins: pluginsFor(file) }).program,
      found,
    );
  } catch {
    return [];
  }
  return found;
}

function pluginsFor(file: string): ParserPlugin[] {
  if (file.endsWith('.tsx')) return ['typescript', 'jsx', 'decorators-legacy'];
  return file.endsWith('.ts') ? ['typescript', 'decorators-legacy'] : ['jsx', 'decorators-legacy'];
}

/** Adds the lines of all functions at or below `node`; decorators belong to theirs. */
function collect(node: unknown, found: Lines[]): void {
  if (Array.isArray(node)) {
    for (const each of node) collect(each, found);
    return;
  }
  if (!isNode(node)) return;
  if (/Function|Method$/.test(node.type) && !node.type.startsWith('TS')) {
    found.push({ from: node.loc.start.line, to: node.loc.end.line });
  }
  for (const [name, child] of Object.entries(node)) if (name !== 'loc') collect(child, found);
}

interface Node {
  readonly type: string;
  readonly loc: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'loc' in value;
}
