/** A piece of TypeScript: a word, a string (its content), or a mark. Comments, spaces and regular expressions are left out. */
export interface Token {
  readonly kind: 'word' | 'string' | 'mark';
  readonly text: string;
}

/** After these, a slash begins a regular expression; after a word or a closing bracket it divides. */
const BEFORE_REGEX = new Set('( [ { , ; = : ! & | ? + - * % < > ~ ^ return typeof case in of'.split(' '));

/** Cuts a source into tokens: enough to read imports, exports and the names that are used. */
export function tokensOf(source: string): Token[] {
  return read(source, 0, false).tokens;
}

/** Reads to the end, or to the brace that closes a `${`. */
function read(source: string, start: number, nested: boolean): { tokens: Token[]; end: number } {
  const tokens: Token[] = [];
  let depth = 0;
  let at = start;
  while (at < source.length) {
    const rest = source.slice(at, at + 2);
    const char = source[at] ?? '';
    if (rest === '//') {
      at = indexOr(source, '\n', at);
    } else if (rest === '/*') {
      at = indexOr(source, '*/', at + 2) + 2;
    } else if (/\s/.test(char)) {
      at += 1;
    } else if (char === "'" || char === '"') {
      const end = closing(source, at + 1, char);
      tokens.push({ kind: 'string', text: source.slice(at + 1, end) });
      at = end + 1;
    } else if (char === '`') {
      const template = readTemplate(source, at + 1);
      tokens.push({ kind: 'string', text: template.text }, ...template.inside);
      at = template.end;
    } else if (char === '/' && BEFORE_REGEX.has(tokens.at(-1)?.text ?? ';')) {
      at = regexEnd(source, at + 1);
      tokens.push({ kind: 'string', text: '' });
    } else if (/[\w$#@]/.test(char)) {
      const word = /^[\w$#@]+/.exec(source.slice(at, at + 256))?.[0] ?? char;
      tokens.push({ kind: 'word', text: word });
      at += word.length;
    } else {
      if (char === '{') depth += 1;
      if (char === '}' && nested && depth === 0) return { tokens, end: at + 1 };
      if (char === '}') depth -= 1;
      tokens.push({ kind: 'mark', text: char });
      at += 1;
    }
  }
  return { tokens, end: at };
}

function readTemplate(source: string, start: number): { text: string; inside: Token[]; end: number } {
  const inside: Token[] = [];
  let text = '';
  let at = start;
  while (at < source.length && source[at] !== '`') {
    if (source[at] === '\\') at += 2;
    else if (source.startsWith('${', at)) {
      const part = read(source, at + 2, true);
      inside.push(...part.tokens);
      text += '${}';
      at = part.end;
    } else {
      text += source[at];
      at += 1;
    }
  }
  return { text, inside, end: at + 1 };
}

function closing(source: string, start: number, quote: string): number {
  let at = start;
  while (at < source.length && source[at] !== quote) at += source[at] === '\\' ? 2 : 1;
  return at;
}

function regexEnd(source: string, start: number): number {
  let at = start;
  for (let inClass = false; at < source.length && (inClass || source[at] !== '/'); at += 1) {
    if (source[at] === '\\') at += 1;
    else if (source[at] === '[') inClass = true;
    else if (source[at] === ']') inClass = false;
  }
  while (/[a-z]/.test(source[at + 1] ?? '')) at += 1;
  return at + 1;
}

function indexOr(source: string, text: string, from: number): number {
  const found = source.indexOf(text, from);
  return found < 0 ? source.length : found;
}
