import { escaped } from '../entities.ts';
import { visible } from '../visible.ts';

/** HTML that is safe to put into a page: made by `markup` alone, or a constant of this folder by `trusted`. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Content = string | number | Markup | undefined | false | readonly Content[];

/**
 * A piece of HTML. Whatever is put into it is a text: between tags, and inside quoted attributes. It can be neither a tag nor
 * the end of an attribute, and shows what would otherwise be invisible.
 */
export function markup(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(
    strings.map((string, at) => string + (at < values.length ? written(values[at]) : '')).join(''),
  );
}

/** A constant of this folder, as it is. Never give it anything of an outcome. */
export function trusted(constant: string): Markup {
  return new Markup(constant);
}

function written(value: Content): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(written).join('');
  return escaped(visible(`${value}`), /[&<>"']/g);
}
