import type { Capture } from '../plan.ts';
import type { Answer } from './answer.ts';
import { leavesOf, parsed, type Leaf } from './leaves.ts';
import { namesRefresh, promisesAccess } from './names.ts';

/** A token in an answer: what it is, and where it is found. */
export interface Found {
  readonly capture: Capture;
  readonly value: string;
  /** The name that the application gives it. */
  readonly called: string;
}

/** Its first part is JSON in base64url, and begins with `{"`; other tokens have dots as well. */
const JWT = /^eyJ[\w-]{5,}\.[\w-]{8,}\.[\w-]*$/;
const SHORTEST = 8;

/** The access and the refresh token of an answer, by their names and by their looks. */
export function tokensOf(answer: Answer): { readonly access?: Found; readonly refresh?: Found } {
  const tokens = [...leavesOf(answer.text).map(fromLeaf), ...answer.headers.map(fromHeader)].filter(
    ({ value }) => isToken(value),
  );
  const refresh = best(tokens, ({ called, value }) =>
    isRefresh(called, value) ? 10 - called.length / 1_000 : 0,
  );
  const access = best(tokens, ({ called, value }) => {
    if (value === refresh?.value || isRefresh(called, value)) return 0;
    const name = promisesAccess(called);
    return JWT.test(value) ? name + 3 : name;
  });
  return {
    ...(access && { access: named('access', access) }),
    ...(refresh && { refresh: named('refresh', refresh) }),
  };
}

/** The claims of a JWT, unchecked; undefined when it is none. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> | undefined {
  if (!JWT.test(token)) return undefined;
  const text = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
  return parsed(text) as Record<string, unknown> | undefined;
}

type Candidate = Omit<Found, 'capture'> & { readonly from: Capture['from'] };

function fromLeaf({ path, name, value }: Leaf): Candidate {
  return { from: { kind: 'json', path }, called: name, value };
}

function fromHeader([name, value]: readonly [string, string]): Candidate {
  const header = name.toLowerCase();
  // Cookies are kept by themselves, and a challenge or a trace is none.
  const other = /^(?:set-cookie|www-authenticate|access-control-.*|x-request.*|.*trace.*)$/.test(header);
  return { from: { kind: 'header', name: header }, called: other ? '' : name, value: other ? '' : value };
}

function isToken(value: string): boolean {
  return (
    value.length >= SHORTEST &&
    /^(?:Bearer )?[\w.~+/=:|%-]+$/.test(value) &&
    !/^\d{4}-\d\d-\d\d/.test(value) &&
    !/^https?:/.test(value)
  );
}

function isRefresh(name: string, value: string): boolean {
  const claims = claimsOf(value);
  const says = [
    claims?.['typ'],
    claims?.['type'],
    claims?.['token_type'],
    claims?.['token_use'],
    claims?.['tokenType'],
  ];
  if (says.some((one) => typeof one === 'string' && /^refresh/i.test(one))) return true;
  return namesRefresh(name) && !/expir|_in$|At$|url/i.test(name);
}

function best(tokens: readonly Candidate[], worth: (one: Candidate) => number): Candidate | undefined {
  let [found, most]: [Candidate | undefined, number] = [undefined, 0];
  for (const one of tokens) {
    const now = worth(one);
    if (now > most) [found, most] = [one, now];
  }
  return found;
}

function named(name: string, { from, value, called }: Candidate): Found {
  return { capture: { name, from }, value, called };
}
