import { reachOf } from '../../src/lint/effects/reach.ts';
import { programOf } from './lint.ts';

/** What the function f does: the kinds of its effects; `!` behind an end of a sealed session, `?` behind a plausible unknown. */
export function kindsOf(body: string, head = '', file = 'a.js'): string {
  const { program } = programOf({
    [file]: `/* token */ ${head}\nasync function f(req, res, next, ctx, reply, token, user) { ${body} }`,
  });
  const func = program.modules[0]?.funcs.find(({ name }) => name === 'f');
  const effects = func ? reachOf(program, func).effects : [];
  return effects
    .map(
      ({ kind, sealed, plausible }) => `${kind}${sealed === true ? '!' : ''}${plausible === true ? '?' : ''}`,
    )
    .join(' ');
}
