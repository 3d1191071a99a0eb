import type { Value } from '../../src/lint/engine/types.ts';
import { programOf, type Code } from './lint.ts';

/** What the variable `it` of the last file stands for, in a word. */
export function itIs(code: Code): string {
  const { program } = programOf(code);
  const module = program.modules.at(-1);
  if (!module) throw new Error('no file was read');
  return told(program.named('it', module.top));
}

/** A value in a word. */
export function told(value: Value): string {
  switch (value.kind) {
    case 'function':
      return `function ${value.func.file}#${value.func.name}`;
    case 'class':
    case 'instance':
      return `${value.kind} ${value.cls.name}`;
    case 'literal':
      return JSON.stringify(value.value);
    case 'object':
      return 'object';
    case 'module':
      return `module ${value.module.file}`;
    case 'opaque':
      return [value.origin.kind, value.origin.name, ...value.path].join(' ');
    default:
      return value satisfies never;
  }
}
