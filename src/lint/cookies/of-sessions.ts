import { propertyOf } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import type { Program } from '../engine/program.ts';
import { siteOf } from '../effects/site.ts';
import { optionsOf } from './options.ts';
import type { CookieUse } from './uses.ts';

/** Libraries that set a cookie by themselves: what it is called where nobody says so, and where its attributes stand. */
const LIBRARIES: ReadonlyMap<string, { readonly name: string; readonly attributes: string | undefined }> =
  new Map([
    ['express-session', { name: 'connect.sid', attributes: 'cookie' }],
    ['cookie-session', { name: 'session', attributes: undefined }],
  ]);

/** The cookies that sessions set: `session({ name: 'sid', cookie: { path: '/app' } })`. */
export function sessionCookies(program: Program): CookieUse[] {
  const names = new Set(
    program.modules.flatMap(({ specifiers, funcs }) =>
      [...LIBRARIES.keys()].some((one) => specifiers.has(one))
        ? funcs.flatMap(({ scope }) =>
            [...scope].flatMap(([name, binding]) =>
              binding.kind === 'import' || binding.kind === 'variable' ? name : [],
            ),
          )
        : [],
    ),
  );
  return [...names].flatMap((callee) =>
    program.callsOf(callee).flatMap(({ call, func }): CookieUse[] => {
      const site = siteOf(program, call, func);
      const library =
        site.owner === '' && site.path.length === 0 ? LIBRARIES.get(site.from ?? '') : undefined;
      const [given] = site.args;
      const value = given && program.evaluate(given, func);
      if (!library || !given || value?.kind !== 'object') return [];
      const named = propertyOf(value.node, 'name');
      const said =
        named?.type === 'ObjectProperty' ? constantOf(program, named.value, value.func) : undefined;
      const inner = library.attributes === undefined ? undefined : propertyOf(value.node, library.attributes);
      const options =
        library.attributes === undefined ? given : inner?.type === 'ObjectProperty' ? inner.value : undefined;
      return [
        {
          cookie: { clears: false, name: undefined, options: undefined },
          name: typeof said === 'string' ? said : library.name,
          isNamed: typeof said === 'string' || named === undefined,
          options: optionsOf(program, options, options === given ? func : value.func),
          isOfSession: true,
          site,
          node: call,
          func,
        },
      ];
    }),
  );
}
