import { SetupError } from '../setup-error.ts';
import { parsed } from './leaves.ts';
import { parseYaml } from './yaml-parser.ts';

/** An object of a document that somebody else wrote: nothing in it is certain. */
export type Part = Readonly<Record<string, unknown>>;

const LONGEST = 20_000_000;

/** Reads an OpenAPI or Swagger document, JSON or YAML. Throws `SetupError` for anything else. */
export async function openApiDocument(text: string, name: string): Promise<Part> {
  if (text.length > LONGEST) throw new SetupError(`${name} is longer than 20 MB`);
  const document = parsed(text) ?? (await parseYaml(text, name)).toJS({ maxAliasCount: 100 });
  const part = partOf(document);
  if (!part || !(typeof part['openapi'] === 'string' || part['swagger'] === '2.0') || !partOf(part['paths']))
    throw new SetupError(`${name} is no OpenAPI document: it has no "openapi" (or "swagger") and "paths"`);
  return part;
}

/** The value as an object; undefined when it is none. */
export function partOf(value: unknown): Part | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Part) : undefined;
}

/** A member of the value itself, never of what it inherits. */
export function member(value: unknown, key: string): unknown {
  const part = partOf(value);
  return part && Object.hasOwn(part, key) ? part[key] : undefined;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** What a value refers to by `$ref` inside the document, or the value itself. References that go round end at undefined. */
export function resolved(document: Part, value: unknown): Part | undefined {
  let here = value;
  for (let step = 0; step < 10; step += 1) {
    const reference = member(here, '$ref');
    if (typeof reference !== 'string') return partOf(here);
    if (!reference.startsWith('#/')) return undefined;
    here = reference
      .slice(2)
      .split('/')
      .reduce<unknown>((at, key) => member(at, key.replaceAll('~1', '/').replaceAll('~0', '~')), document);
  }
  return undefined;
}
