import { parse, type ParserPlugin } from '@babel/parser';
import type { Linter } from 'eslint';

interface Token {
  readonly type: unknown;
  readonly start: number;
  readonly end: number;
  readonly loc: unknown;
}

/**
 * A parser of TypeScript for ESLint, as thin as can be: Babel's, in the form that ESLint wants. The one that people use,
 * of typescript-eslint, needs an older TypeScript than this repository has. To the plugin they are the same: it reads the
 * text, and leaves the tree to others.
 */
export const babelForEslint: Linter.Parser = {
  meta: { name: 'babel-for-eslint', version: '1.0.0' },
  parseForESLint(text: string, options?: { filePath?: string }) {
    const isScript = /\.[cm]?jsx?$/.test(options?.filePath ?? '');
    const plugins: ParserPlugin[] = ['estree', 'jsx', isScript ? 'flow' : 'typescript', 'decorators-legacy'];
    const { program, tokens, comments } = parse(text, {
      sourceType: 'module',
      plugins,
      ranges: true,
      tokens: true,
    });
    const words = (tokens ?? []).flatMap(({ type, start, end, loc }: Token) =>
      // A comment is in this list as well, by the name of its type.
      typeof type === 'string'
        ? []
        : [{ type: 'Punctuator', value: text.slice(start, end), range: [start, end], loc }],
    );
    const said = (comments ?? []).map(({ type, value, start, end, loc }) => ({
      type: type.replace('Comment', ''),
      value,
      range: [start, end],
      loc,
    }));
    return {
      ast: Object.assign(program, { tokens: words, comments: said }),
    };
  },
};
