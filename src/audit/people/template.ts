import { Inconclusive } from '../inconclusive.ts';

/** The value of `{name}`; undefined for what is no name at all and stays as it is written, as in the JSON text `{a}`. */
export type Values = (name: string) => string | undefined;

const PLACE = /\{([A-Za-z_][\w.-]*)\}/g;

/** The names that a text mentions. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(PLACE)].map(([, name = '']) => name);
}

/** Puts values in the place of `{name}`, each written as its surroundings need it. */
export function fill(
  text: string,
  values: Values,
  write: (value: string) => string = (value) => value,
): string {
  return text.replaceAll(PLACE, (whole, name: string) => {
    const value = values(name);
    return value === undefined ? whole : write(value);
  });
}

/** In a URL a value must not become another part of it, unless it is the URL. */
export function fillUrl(text: string, values: Values): string {
  const whole = /^\{[^{}]*\}$/.test(text);
  return fill(text, values, whole ? undefined : encodeURIComponent);
}

/** In a body it depends on the type: a quote in a password must not end a JSON text, nor an `&` a field of a form. */
export function fillBody(text: string, type: string, values: Values): string {
  if (/[/+]json\b/i.test(type)) return fill(text, values, (value) => JSON.stringify(value).slice(1, -1));
  if (/x-www-form-urlencoded/i.test(type)) return fill(text, values, encodeURIComponent);
  return fill(text, values);
}

/**
 * The values of a person: what was captured goes before the variables. Throws `Inconclusive` for a name that was to be captured
 * and was not.
 */
export function valuesOf(
  captured: ReadonlyMap<string, string>,
  variables: Readonly<Record<string, string>>,
  expected: ReadonlySet<string>,
): Values {
  return (name) => {
    const value = captured.get(name) ?? (Object.hasOwn(variables, name) ? variables[name] : undefined);
    if (value === undefined && expected.has(name)) {
      throw new Inconclusive(`Nothing was captured for {${name}}: look at where "capture" finds it`);
    }
    return value;
  };
}
