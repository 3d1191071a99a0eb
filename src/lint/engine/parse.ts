import { parse as babel, type ParserOptions, type ParserPlugin } from '@babel/parser';
import type * as t from '@babel/types';
import { isCall, isFunction, walk } from './ast.ts';

export type Parsed = { readonly ast: t.File } | { readonly reason: string };

/** Characters: what is longer was not written by hand. */
const LONGEST = 1_000_000;
/** Characters a line, on average, above which a text of some size is taken for minified. */
const WIDEST = 400;
const SOME_SIZE = 20_000;

const LENIENT: ParserOptions = {
  sourceType: 'unambiguous',
  errorRecovery: true,
  allowAwaitOutsideFunction: true,
  allowImportExportEverywhere: true,
  allowNewTargetOutsideFunction: true,
  allowReturnOutsideFunction: true,
  allowSuperOutsideMethod: true,
  allowUndeclaredExports: true,
};

const OLD: ParserPlugin[] = ['decorators-legacy'];
const NEW: ParserPlugin[] = ['decorators', 'decoratorAutoAccessors'];

/** The grammars to try, the likeliest first. */
function grammars(filename: string): ParserPlugin[][] {
  if (/\.[cm]?ts$/.test(filename)) {
    return [
      ['typescript', ...OLD],
      ['typescript', ...NEW],
      ['typescript', 'jsx', ...OLD],
    ];
  }
  const typed: ParserPlugin[][] = [
    ['typescript', 'jsx', ...OLD],
    ['typescript', 'jsx', ...NEW],
  ];
  if (filename.endsWith('.tsx')) return typed;
  return [['flow', 'jsx', ...OLD], ['flow', 'jsx', ...NEW], ...typed];
}

/** Where a text is broken the parser leaves holes, which its types do not know: they are closed. */
function repair(ast: t.File): void {
  walk(ast, (node) => {
    if (isCall(node)) node.arguments = node.arguments.filter((one: t.Node | null) => one !== null);
    else if (isFunction(node)) node.params = node.params.filter((one: t.Node | null) => one !== null);
  });
}

function isMinified(text: string): boolean {
  if (text.length <= SOME_SIZE) return false;
  // A source map that is part of the text is one line, however long.
  const written = text.replace(/^\/\/[#@] ?sourceMappingURL=.*$/gm, '');
  return written.length > SOME_SIZE && written.length / (written.split('\n').length + 1) > WIDEST;
}

/** Reads a text as a program. Never throws: what it cannot read has a reason. */
export function parse(text: string, filename: string): Parsed {
  if (text.length > LONGEST) return { reason: `longer than ${LONGEST} characters` };
  if (text.includes('\0')) return { reason: 'not a text' };
  if (isMinified(text)) return { reason: 'minified' };
  let reason = '';
  for (const plugins of grammars(filename)) {
    try {
      const ast = babel(text, { ...LENIENT, plugins });
      if (ast.errors?.length) repair(ast);
      return { ast };
    } catch (error) {
      // The first grammar is the likeliest, and so is what it says.
      reason ||= error instanceof Error ? error.message : String(error);
    }
  }
  return { reason };
}
