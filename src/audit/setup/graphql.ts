import type { Guess } from './draft.ts';
import { fieldsOf } from './fields.ts';
import { parsed } from './leaves.ts';
import type { Surroundings } from './named.ts';
import { saysEverywhere, saysLogout, saysMe, saysRefresh } from './names.ts';
import { listOf, member, textOf } from './openapi-document.ts';
import { plainStep } from './recorded.ts';
import type { SignedIn } from './sign-in.ts';

const SCHEMA = `{ __schema { queryType { ...Own } mutationType { ...Own } } }
fragment Own on __Type { fields { name args { name type { kind } } type { ...Of ofType { ...Of } } } }
fragment Of on __Type { kind fields { name type { kind ofType { kind } } } }`;
/** What is tried where an application does not tell its schema. */
const USUAL = {
  me: [
    '{ me { id email } }',
    '{ me { id } }',
    '{ viewer { id } }',
    '{ currentUser { id email } }',
    '{ currentUser { id } }',
    '{ whoami { id } }',
  ],
  logout: [
    'mutation { logout }',
    'mutation { logout { success } }',
    'mutation { signOut }',
    'mutation { logout { __typename } }',
  ],
};

/** Whether a login is a GraphQL operation. */
export function isGraphql({ reply }: SignedIn): boolean {
  const { body, headers, method, url } = reply.request;
  const step = { method, url: url.href, headers, ...(body !== undefined && { body }) };
  return fieldsOf(step).some(
    ({ name, value }) => name === 'query' && /^\s*(?:mutation|query|\{)/.test(value),
  );
}

/** The operations beside a login of GraphQL: by its schema, or those that are usual. */
export async function fromGraphql({ person, reply }: SignedIn): Promise<Surroundings> {
  const url = reply.request.url.href;
  const extra = reply.request.headers.filter(([name]) => /^(?:apollo-|x-apollo|graphql-)/i.test(name));
  const guess = (query: string): Guess => {
    const step = plainStep('POST', url, 'application/json', JSON.stringify({ query }));
    return {
      step: { ...step, headers: [...step.headers, ...extra] },
      why: 'guessed from GraphQL',
      exact: true,
    };
  };
  const told = await person.copy().send(guess(SCHEMA).step);
  const schema = member(member(parsed(told.text), 'data'), '__schema');
  const queries = operationsOf(member(schema, 'queryType'));
  const mutations = operationsOf(member(schema, 'mutationType'));
  const ranked = (all: readonly Operation[], says: (text: string) => boolean): Operation[] =>
    all
      .filter(({ name, free }) => free && says(name))
      .toSorted(
        (a, b) =>
          Number(saysEverywhere(a.name)) - Number(saysEverywhere(b.name)) || a.name.length - b.name.length,
      );
  if (queries.length === 0) return { me: USUAL.me.map(guess), logout: USUAL.logout.map(guess), refresh: [] };
  return {
    me: ranked(queries, saysMe).map((one) => guess(`{ ${one.text} }`)),
    logout: ranked(mutations, saysLogout).map((one) => guess(`mutation { ${one.text} }`)),
    refresh: ranked(mutations, saysRefresh).map((one) => guess(`mutation { ${one.text} }`)),
  };
}

/** Whether an answer says that there is no such operation: GraphQL does so with 200. */
export function isUnknownOperation(text: string): boolean {
  const document = parsed(text);
  return listOf(member(document, 'errors')).length > 0 && (member(document, 'data') ?? null) === null;
}

interface Operation {
  readonly name: string;
  /** It needs no argument. */
  readonly free: boolean;
  /** With every plain member of what it answers. */
  readonly text: string;
}

function operationsOf(type: unknown): Operation[] {
  return listOf(member(type, 'fields')).map((field) => {
    const name = textOf(member(field, 'name'));
    const free = listOf(member(field, 'args')).every(
      (one) => member(member(one, 'type'), 'kind') !== 'NON_NULL',
    );
    const own = member(field, 'type');
    const object = member(own, 'fields') ? own : member(own, 'ofType');
    const members = listOf(member(object, 'fields')).filter((one) => isPlain(member(one, 'type')));
    const names = members.map((one) => textOf(member(one, 'name'))).slice(0, 30);
    return { name, free, text: names.length > 0 ? `${name} { ${names.join(' ')} }` : name };
  });
}

function isPlain(type: unknown): boolean {
  const kind = member(type, 'kind');
  const inner = member(member(type, 'ofType'), 'kind');
  return (
    kind === 'SCALAR' || kind === 'ENUM' || (kind === 'NON_NULL' && (inner === 'SCALAR' || inner === 'ENUM'))
  );
}
