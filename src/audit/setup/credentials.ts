import type { Step } from '../plan.ts';
import { fieldsOf, headerOf, kindOf, withFields, type Field } from './fields.ts';
import { namesCsrf, namesPassword, namesUser, plain } from './names.ts';

/**
 * The login with `{user}` and `{password}` in it, and what they stand for. Where no field is called so, whatever it sends counts as
 * a secret, so that no report shows it.
 */
export function credentialsOf(step: Step): {
  readonly step: Step;
  readonly variables: Record<string, string>;
} {
  const variables: Record<string, string> = {};
  const query = fieldsOf(step).find(({ name }) => name === 'query')?.value ?? '';
  const other = withFields(step, (field) => {
    const name = meant(field, query);
    const called = namesPassword(name) ? 'password' : namesUser(name) ? 'user' : undefined;
    // The same name with another value (a user name beside an e-mail address) stays as it is.
    if (called === undefined || field.value === '' || (variables[called] ?? field.value) !== field.value)
      return undefined;
    variables[called] = field.value;
    return `{${called}}`;
  });
  if (variables['password'] !== undefined) {
    // What says that it is no JSON is filled in as it stands, so that a quote in a password would end its text.
    const safe = kindOf(step) !== 'json' || /json/i.test(headerOf(step, 'content-type') ?? '');
    return { step: safe ? other : step, variables };
  }
  return { step, variables: { ...variables, ...inline(query), ...basicOf(step), ...unnamed(step, query) } };
}

/** In GraphQL `$p` is what `login(password: $p)` makes of it. */
function meant({ name }: Field, query: string): string {
  if (query === '') return name;
  const [, argument] =
    new RegExp(String.raw`(\w+)\s*:\s*\$${name.replaceAll(/\W/g, '')}\b(?!\s*:)`).exec(query) ?? [];
  return argument ?? name;
}

function inline(query: string): Record<string, string> {
  const found = [...query.matchAll(/(\w+)\s*:\s*"((?:[^"\\]|\\.){1,500})"/g)];
  return Object.fromEntries(
    found.flatMap(([, name = '', value = '']) =>
      namesPassword(name) ? [['password', value]] : namesUser(name) ? [['user', value]] : [],
    ),
  );
}

function basicOf(step: Step): Record<string, string> {
  const [, basic = ''] = /^basic (.+)$/i.exec(headerOf(step, 'authorization') ?? '') ?? [];
  const [, user, password] = /^([^:]*):([^]*)$/.exec(Buffer.from(basic, 'base64').toString('utf8')) ?? [];
  return user && password ? { user, password } : {};
}

function unnamed(step: Step, query: string): Record<string, string> {
  const others = fieldsOf(step).filter(
    ({ name, value }) =>
      value.length >= 6 &&
      value !== query &&
      !namesCsrf(name) &&
      !/^(?:operationName|grant_type)$/.test(name),
  );
  return Object.fromEntries(others.map(({ name, value }) => [`login.${plain(name) || 'value'}`, value]));
}
