import { describe, expect, test } from 'vitest';
import { draftOfOpenApi } from './openapi.ts';

const WHO = { user: 'ada', password: 'geheim' };

function document(paths: object, more: object = {}): string {
  return JSON.stringify({ openapi: '3.1.0', info: { title: 't', version: '1' }, paths, ...more });
}

function body(schema: object, type = 'application/json'): object {
  return { content: { [type]: { schema } } };
}

const LOGIN = {
  type: 'object',
  required: ['email', 'password', 'device'],
  properties: {
    email: { type: 'string' },
    password: { type: 'string' },
    device: { type: 'string', example: 'web' },
    otp: { type: 'string' },
  },
};

describe('draftOfOpenApi', () => {
  test('finds the operations by their names, and the body by its schema', async () => {
    const text = document(
      {
        '/auth/register': { post: { requestBody: body(LOGIN), operationId: 'registerUser' } },
        '/auth/login': { post: { requestBody: { $ref: '#/components/requestBodies/Login' } } },
        '/auth/refresh': {
          post: { requestBody: body({ properties: { refreshToken: { type: 'string' } } }) },
        },
        '/auth/logout-all': { post: { security: [{ b: [] }] } },
        '/auth/logout': { post: { security: [{ b: [] }] } },
        '/users/{id}': { get: {} },
        '/users/me': { get: { security: [{ b: [] }] } },
        '/users': { get: { security: [{ b: [] }] } },
      },
      {
        servers: [{ url: '/api/{version}', variables: { version: { default: 'v1' } } }],
        components: {
          requestBodies: { Login: body({ $ref: '#/components/schemas/Login' }) },
          schemas: { Login: LOGIN },
        },
      },
    );
    const draft = await draftOfOpenApi(
      text,
      'a.json',
      { at: 'http://127.0.0.1:3000/docs/openapi.json' },
      WHO,
    );
    const base = 'http://127.0.0.1:3000/api/v1';
    expect(draft.bases).toEqual([base]);
    expect(draft.login[0]?.step).toMatchObject({
      url: `${base}/auth/login`,
      body: '{"email":"{user}","password":"{password}","device":"web"}',
    });
    expect(draft.me[0]?.step).toMatchObject({ method: 'GET', url: `${base}/users/me` });
    expect(draft.refresh[0]?.step).toMatchObject({
      url: `${base}/auth/refresh`,
      body: '{"refreshToken":"{refresh}"}',
    });
    expect(draft.logout.map(({ step }) => step.url)).toEqual([
      `${base}/auth/logout`,
      `${base}/auth/logout-all`,
    ]);
  });

  test('reads the form of FastAPI, and YAML', async () => {
    const text = `
openapi: 3.1.0
servers: [{url: "http://127.0.0.1:8000"}]
paths:
  /token:
    post:
      summary: Login For Access Token
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {$ref: "#/components/schemas/Body"}}}}
  /users/me/: {get: {summary: Read Users Me, security: [{o: []}]}}
components:
  schemas:
    Body:
      required: [username, password]
      properties:
        grant_type: {anyOf: [{type: string, pattern: "^password$"}], pattern: "^password$"}
        username: {type: string}
        password: {type: string}
        scope: {type: string, default: ""}
  securitySchemes: {o: {type: oauth2}}
`;
    const draft = await draftOfOpenApi(text, 'a.yaml', {}, WHO);
    expect(draft.login[0]?.step).toMatchObject({
      url: 'http://127.0.0.1:8000/token',
      headers: [['content-type', 'application/x-www-form-urlencoded']],
      body: 'grant_type=password&username={user}&password={password}',
    });
    expect(draft.me[0]?.step.url).toBe('http://127.0.0.1:8000/users/me/');
  });

  test('reads Swagger 2, and a token in a header of its own', async () => {
    const text = JSON.stringify({
      swagger: '2.0',
      host: 'localhost:9000',
      basePath: '/v2',
      schemes: ['http'],
      securityDefinitions: { key: { type: 'apiKey', in: 'header', name: 'X-Session' } },
      paths: {
        '/login': {
          post: {
            parameters: [{ in: 'body', name: 'b', schema: { properties: { login: {}, passwd: {} } } }],
          },
        },
        '/whoami': { get: { security: [{ key: [] }] } },
        '/logout': { get: { security: [{ key: [] }] } },
      },
    });
    const draft = await draftOfOpenApi(text, 'a.json', { base: 'http://127.0.0.1:9001' }, WHO);
    expect(draft.login[0]?.step).toMatchObject({
      url: 'http://127.0.0.1:9001/v2/login',
      body: '{"login":"{user}","passwd":"{password}"}',
    });
    expect(draft.me[0]?.step.headers).toEqual([['X-Session', '{access}']]);
    expect(draft.logout[0]?.step.method).toBe('GET');
  });

  test.each([
    ['{}', /is no OpenAPI document/],
    ['{"openapi": "3.0.0"}', /is no OpenAPI document/],
    ['openapi: [', /^a\.json:1:/],
    [
      document({ '/me': { get: {} } }, { servers: [{ url: 'http://h' }] }),
      /no operation that looks like a login/,
    ],
    [document({ '/login': { post: { requestBody: body(LOGIN) } } }), /does not say where the application is/],
    [
      document(
        {
          constructor: { post: {} },
          '/x': null,
          '/y': { post: { requestBody: { $ref: '#/paths/~1y/post/requestBody' } } },
        },
        { servers: [{ url: 'http://h' }] },
      ),
      /no operation that looks like a login/,
    ],
    [
      document({ '/l': { $ref: '#/paths/~1l' } }, { servers: [{ url: 'http://h' }] }),
      /no operation that looks like a login/,
    ],
  ])('%.60s', async (text, message) => {
    await expect(draftOfOpenApi(text, 'a.json', {}, WHO)).rejects.toThrow(message);
  });

  test('says who is missing', async () => {
    const text = document(
      { '/login': { post: { requestBody: body(LOGIN) } } },
      { servers: [{ url: 'http://h' }] },
    );
    await expect(draftOfOpenApi(text, 'a', {}, { user: 'ada', password: undefined })).rejects.toThrow(
      /CURFEW_AUDIT_PASSWORD/,
    );
  });

  test('a schema that contains itself ends', async () => {
    const text = document(
      { '/login': { post: { requestBody: body({ $ref: '#/components/schemas/A' }) } } },
      {
        servers: [{ url: 'http://h' }],
        components: {
          schemas: {
            A: {
              properties: { password: {} },
              allOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/A' }],
            },
          },
        },
      },
    );
    const draft = await draftOfOpenApi(text, 'a', {}, WHO);
    expect(draft.login[0]?.step.body).toBe('{"password":"{password}"}');
  });
});
