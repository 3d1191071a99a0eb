import { listOf, member, partOf, resolved, textOf, type Part } from './openapi-document.ts';

/** One operation of an OpenAPI document. */
export interface Operation {
  readonly method: string;
  /** With what all paths of the document have in front. */
  readonly path: string;
  /** What its author calls it: id, summary, tags. */
  readonly said: string;
  readonly secured: boolean;
  /** The type of its body; undefined when it takes none. */
  readonly type: string | undefined;
  readonly fields: readonly OperationField[];
}

interface OperationField {
  readonly name: string;
  readonly required: boolean;
  /** An example, a default, or the first that is allowed; undefined when the document has none. */
  readonly value: unknown;
  readonly kind: string;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const TYPES = ['application/json', 'application/x-www-form-urlencoded'];
const MOST = 3_000;

/** Every operation without a parameter in its path. */
export function operationsOf(document: Part): Operation[] {
  const found: Operation[] = [];
  for (const [path, value] of Object.entries(partOf(document['paths']) ?? {})) {
    const item = resolved(document, value);
    if (!item || /[{}]/.test(path) || !path.startsWith('/')) continue;
    for (const method of METHODS) {
      const operation = partOf(member(item, method));
      if (!operation || found.length >= MOST) continue;
      const [type, schema] = bodyOf(document, operation);
      const tags = listOf(operation['tags']).map(textOf).join(' ');
      found.push({
        method: method.toUpperCase(),
        path,
        said: `${textOf(operation['operationId'])} / ${textOf(operation['summary'])} / ${tags}`,
        secured: listOf(operation['security'] ?? document['security']).some(
          (one) => Object.keys(partOf(one) ?? {}).length > 0,
        ),
        type,
        fields: [...fieldsOf(document, schema, 0), ...formOf(document, operation)],
      });
    }
  }
  return found;
}

/** Where the operations are: the URL of the first server, which may be relative. */
export function serverOf(document: Part): string {
  if (document['swagger'] === '2.0') {
    const [host, path] = [textOf(document['host']), textOf(document['basePath'])];
    const [scheme = 'http'] = listOf(document['schemes']).map(textOf);
    return host === '' ? path : `${scheme}://${host}${path}`;
  }
  const server = partOf(listOf(document['servers'])[0]);
  const variables = partOf(member(server, 'variables'));
  return textOf(server?.['url']).replaceAll(/\{([^{}]+)\}/g, (_, name: string) =>
    textOf(member(member(variables, name), 'default')),
  );
}

/** The header that carries the token, when that is not `Authorization: Bearer`. */
export function tokenHeaderOf(document: Part): string | undefined {
  const schemes = Object.values(
    partOf(member(document['components'], 'securitySchemes')) ??
      partOf(document['securityDefinitions']) ??
      {},
  ).map((one) => resolved(document, one));
  if (
    schemes.some((one) => /^(?:bearer|basic)$/i.test(textOf(one?.['scheme'])) || one?.['type'] === 'oauth2')
  )
    return undefined;
  const keys = schemes.filter((one) => one?.['type'] === 'apiKey' && one['in'] === 'header');
  const [name] = keys.map((one) => textOf(one?.['name']));
  return name !== undefined && /^[\w-]+$/.test(name) && !/^authorization$/i.test(name) ? name : undefined;
}

function bodyOf(document: Part, operation: Part): [type: string | undefined, schema: unknown] {
  const content = partOf(member(resolved(document, operation['requestBody']), 'content')) ?? {};
  const type = TYPES.find((one) => Object.hasOwn(content, one)) ?? Object.keys(content)[0];
  if (type !== undefined) return [type, member(content[type], 'schema')];
  // Swagger 2.
  const parameters = listOf(operation['parameters']).map((one) => resolved(document, one));
  const body = parameters.find((one) => one?.['in'] === 'body');
  if (body) return [TYPES[0], body['schema']];
  return [parameters.some((one) => one?.['in'] === 'formData') ? TYPES[1] : undefined, undefined];
}

function formOf(document: Part, operation: Part): OperationField[] {
  return listOf(operation['parameters']).flatMap((value) => {
    const one = resolved(document, value);
    return one?.['in'] === 'formData' ? [fieldOf(textOf(one['name']), one, one['required'] === true)] : [];
  });
}

function fieldsOf(document: Part, value: unknown, depth: number): OperationField[] {
  const schema = resolved(document, value);
  if (!schema || depth > 5) return [];
  const required = listOf(schema['required']);
  const own = Object.entries(partOf(schema['properties']) ?? {}).map(([name, one]) =>
    fieldOf(name, resolved(document, one) ?? {}, required.includes(name)),
  );
  const parts = [
    ...listOf(schema['allOf']),
    ...[schema['oneOf'], schema['anyOf']].flatMap((one) => listOf(one).slice(0, 1)),
  ];
  return [...own, ...parts.flatMap((one) => fieldsOf(document, one, depth + 1))];
}

function fieldOf(name: string, schema: Part, required: boolean): OperationField {
  const [first] = listOf(schema['enum']);
  const [shown] = listOf(schema['examples']);
  // FastAPI says by a pattern what a grant type has to be.
  const pattern = /^\^?(\w+)\$?$/.exec(textOf(schema['pattern']))?.[1];
  const value = schema['const'] ?? first ?? schema['default'] ?? pattern ?? schema['example'] ?? shown;
  return { name, required, value, kind: textOf(schema['type']) };
}
