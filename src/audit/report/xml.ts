import { escaped } from './entities.ts';
import { visible } from './visible.ts';

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element of XML 1.0 with its attributes and the elements in it, each on a line. Values may hold anything. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  if (children.length === 0) return `<${name}${written(attributes)}/>`;
  return `<${name}${written(attributes)}>\n${children.join('\n')}\n</${name}>`;
}

/** An element with nothing but a text in it, to the letter. It may hold anything. */
export function textElement(name: string, attributes: Attributes, content: string): string {
  return `<${name}${written(attributes)}>${text(content)}</${name}>`;
}

function written(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${attribute(`${value}`)}"`)
    .join('');
}

/** XML 1.0 has no way to write most control characters: what is left of them is their picture. */
function text(value: string): string {
  return escaped(visible(value), /[&<>]/g);
}

function attribute(value: string): string {
  return escaped(visible(value), /[&<>"'\n\t]/g);
}
