import type { Program } from '../engine/program.ts';
import { constantOf } from '../engine/constant.ts';
import { siteOf } from '../effects/site.ts';
import { optionsOf } from './options.ts';
import type { CookieUse } from './uses.ts';

const LIBRARY = /^(js-cookie|universal-cookie|typescript-cookie|cookies-js)$/;

/** The cookies that a page sets and removes itself, by js-cookie and the like. */
export function browserCookies(program: Program): CookieUse[] {
  return ['set', 'remove', 'setCookie', 'removeCookie'].flatMap((method) =>
    program.callsOf(method).flatMap(({ call, func }): CookieUse[] => {
      const site = siteOf(program, call, func);
      if (!LIBRARY.test(site.from ?? '')) return [];
      const clears = method.startsWith('remove');
      const [name] = site.args;
      const options = site.args[clears ? 1 : 2];
      const said = name && constantOf(program, name, func);
      if (typeof said !== 'string') return [];
      return [
        {
          cookie: { clears, name, options },
          name: said,
          isNamed: true,
          options: optionsOf(program, options, func),
          isOfSession: false,
          site,
          node: call,
          func,
        },
      ];
    }),
  );
}
