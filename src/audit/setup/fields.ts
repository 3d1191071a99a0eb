import type { Step } from '../plan.ts';
import { parsed } from './leaves.ts';
import { decoded } from '../texts/decoded.ts';

/** What a request holds under a name, in its body. */
export interface Field {
  readonly name: string;
  readonly value: string;
}

type Kind = 'json' | 'form' | 'multipart' | 'other';
type Change = (field: Field) => string | undefined;

const DEEPEST = 20;
const PART =
  /(content-disposition:\s*form-data;[^\r\n]*?\bname="([^"]*)"(?:[^\r\n]*)\r?\n(?:[^\r\n]+\r?\n)*\r?\n)([^]*?)(?=\r?\n--)/gi;

/** The fields of a step's body, by the name that is nearest to each value. */
export function fieldsOf(step: Step): Field[] {
  const found: Field[] = [];
  withFields(step, (field) => void found.push(field));
  return found;
}

/**
 * The step with other values in its body, where `change` answers one. What `change` answers is put in as it is, so that
 * it may be `{name}`, which is encoded when it is filled in.
 */
export function withFields(step: Step, change: Change): Step {
  if (step.body === undefined) return step;
  const body = changed(step.body, kindOf(step), change);
  return body === step.body ? step : { ...step, body };
}

/** A header of a step, by its name in small letters. */
export function headerOf(step: Pick<Step, 'headers'>, name: string): string | undefined {
  return step.headers.find(([one]) => one.toLowerCase() === name)?.[1];
}

/** What a body is, by the type that the request says, or by its looks when it says none. */
export function kindOf(step: Step): Kind {
  const type = headerOf(step, 'content-type')?.toLowerCase() ?? '';
  const body = step.body ?? '';
  if (type.includes('multipart/')) return 'multipart';
  // Some clients say that a JSON document is text, or say nothing; curl says that it is a form.
  if (parsed(body) !== undefined) return 'json';
  return type.includes('urlencoded') || type === '' ? 'form' : 'other';
}

function changed(body: string, kind: Kind, change: Change): string {
  if (kind === 'json') return json(body, change);
  if (kind === 'multipart')
    return body.replaceAll(PART, (whole, head: string, name: string, value: string) => {
      const other = change({ name, value });
      return other === undefined ? whole : `${head}${other}`;
    });
  if (kind === 'other') return body;
  return body
    .split('&')
    .map((pair) => {
      const [name = '', ...rest] = pair.split('=');
      const other = change({ name: formDecoded(name), value: formDecoded(rest.join('=')) });
      return other === undefined ? pair : `${name}=${other}`;
    })
    .join('&');
}

function json(body: string, change: Change): string {
  let touched = false;
  const walk = (value: unknown, name: string, depth: number): unknown => {
    if (depth > DEEPEST) return value;
    if (typeof value === 'string' || typeof value === 'number') {
      const other = change({ name, value: String(value) });
      touched ||= other !== undefined;
      return other ?? value;
    }
    if (Array.isArray(value)) return value.map((one) => walk(one, name, depth + 1));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walk(one, key, depth + 1)]));
  };
  const other = walk(parsed(body), '', 0);
  return touched ? JSON.stringify(other) : body;
}

function formDecoded(text: string): string {
  return decoded(text.replaceAll('+', ' '));
}
