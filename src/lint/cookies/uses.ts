import type * as t from '@babel/types';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { constantOf } from '../engine/constant.ts';
import { cookieOf, type Cookie } from '../effects/client/cookies.ts';
import { siteOf, textOf, type Site } from '../effects/site.ts';
import { parameterOf } from '../tokens/signing/parameter.ts';
import { sessionCookies } from './of-sessions.ts';
import { optionsOf, type Options } from './options.ts';
import { writtenCookies } from './written.ts';

/** One place that sets or clears a cookie. */
export interface CookieUse {
  readonly cookie: Cookie;
  /** Its name; where that cannot be told, the source of it. */
  readonly name: string;
  readonly isNamed: boolean;
  readonly options: Options;
  /** Whether a library for sessions sets it. */
  readonly isOfSession: boolean;
  /** Where it is a call; undefined of a header that is written by hand. */
  readonly site: Site | undefined;
  readonly node: t.Node;
  readonly func: Func;
}

const METHODS = [
  'cookie',
  'setCookie',
  'clearCookie',
  'deleteCookie',
  'removeCookie',
  'destroyCookie',
  'unsetCookie',
  'expireCookie',
  'set',
  'delete',
  'setSignedCookie',
  'signedCookie',
  'serialize',
  'state',
  'unstate',
];

/** Every place of the program that sets or clears a cookie of a response. */
export function cookieUses(program: Program): CookieUse[] {
  const called = METHODS.flatMap((method) =>
    program.callsOf(method).flatMap(({ call, func }): CookieUse[] => {
      const site = siteOf(program, call, func);
      const cookie = cookieOf(program, site);
      if (!cookie?.name) return [];
      const options = definesState(program, site) ? OPEN : optionsOf(program, cookie.options, func);
      return namesOf(program, cookie.name, func).map((said) => ({
        cookie,
        name: said ?? textOf(cookie.name ?? call, func),
        isNamed: said !== undefined,
        options,
        isOfSession: false,
        site,
        node: call,
        func,
      }));
    }),
  );
  return [...called, ...writtenCookies(program), ...sessionCookies(program)];
}

const OPEN: Options = { attributes: new Map(), open: true };

/** hapi adds what `server.state(name, options)` has said to what `state` and `unstate` are given. */
function definesState(program: Program, { method }: Site): boolean {
  return (
    /^(un)?state$/.test(method) &&
    program.callsOf('state').some(({ call, func }) => /server|plugin/.test(siteOf(program, call, func).owner))
  );
}

/** What a cookie is called: of a helper that is given the name, each one that it is given. */
function namesOf(program: Program, node: t.Expression, func: Func): (string | undefined)[] {
  const said = constantOf(program, node, func);
  if (typeof said === 'string') return [said];
  const parameter = parameterOf(program, node, func);
  if (parameter?.kind !== 'calls') return [undefined];
  const names = parameter.given.map((one) => constantOf(program, one.node, one.site.func));
  return [...new Set(names.map((one) => (typeof one === 'string' ? one : undefined)))];
}
