export interface Token {
  kind: 'number' | 'name' | 'operator';
  text: string;
}

/** Tokens of a formula. Nothing is signed, verified or refreshed here. */
export function* tokens(source: string): Generator<Token> {
  const pattern = /\s*(?:(\d+(?:\.\d+)?)|([a-z]\w*)|([-+*/()]))/giy;
  while (pattern.lastIndex < source.length) {
    const match = pattern.exec(source);
    if (!match) throw new SyntaxError(`unexpected input in ${source}`);
    const [, number, name, operator] = match;
    if (number !== undefined) yield { kind: 'number', text: number };
    else if (name !== undefined) yield { kind: 'name', text: name };
    else yield { kind: 'operator', text: operator ?? '' };
  }
}

export function verify(source: string): boolean {
  try {
    return [...tokens(source)].length > 0;
  } catch {
    return false;
  }
}
