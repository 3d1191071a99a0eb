import { SetupError } from '../setup-error.ts';
import type { Draft } from './draft.ts';
import { openApiDocument, type Part } from './openapi-document.ts';
import { guessesOf } from './openapi-guesses.ts';
import { serverOf } from './openapi-operations.ts';

/** Who signs in, when the set-up cannot know it. */
export interface Account {
  readonly user: string | undefined;
  readonly password: string | undefined;
}

/**
 * What an OpenAPI document says about signing in and out. `at` is the URL that it was read from, `base` one that was given.
 * Throws `SetupError` when it says nothing about a login, or not where the application is.
 */
export async function draftOfOpenApi(
  text: string,
  name: string,
  where: { readonly at?: string | undefined; readonly base?: string | undefined },
  account: Account,
): Promise<Draft> {
  const document = await openApiDocument(text, name);
  const base = baseOf(document, name, where);
  const { login, ...others } = guessesOf(document, base);
  const [first] = login;
  if (!first)
    throw new SetupError(
      `${name} has no operation that looks like a login; give it by --login-curl or in a YAML file`,
    );
  const { user, password } = account;
  if (user === undefined || password === undefined)
    throw new SetupError(
      `${name} does not say who signs in: give the user name of a test account by --user, and its password in the environment as CURFEW_AUDIT_PASSWORD`,
    );
  return {
    bases: [base],
    login: [{ step: first.step, cookies: [] }],
    loginWhy: first.why,
    pages: [],
    capture: [],
    ...others,
    variables: { user, password },
  };
}

function baseOf(
  document: Part,
  name: string,
  { at, base }: { readonly at?: string | undefined; readonly base?: string | undefined },
): string {
  const server = serverOf(document);
  // A base that is given is where the application runs today; the path in front of all paths is the document's.
  const from = base ?? at;
  const whole = from === undefined ? URL.parse(server) : URL.parse(server === '' ? '/' : server, from);
  if (!whole || !/^https?:$/.test(whole.protocol))
    throw new SetupError(
      `${name} does not say where the application is; give it by --base http://127.0.0.1:3000`,
    );
  const origin = base === undefined ? whole.origin : new URL(base).origin;
  const path = base !== undefined && new URL(base).pathname !== '/' ? new URL(base).pathname : whole.pathname;
  return `${origin}${path}`.replace(/\/$/, '');
}
