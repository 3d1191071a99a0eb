import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { reachOf } from '../effects/reach.ts';
import { excusesIn, type Excuse } from '../excuses.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { failingClients } from './client-only-logout.ts';
import { failingLogouts } from './logout-no-backend-effect.ts';

export const statelessExcuse: Rule = {
  id: 'stateless-excuse',
  level: 'info',
  summary: 'A comment or a message explains why logging out does nothing: it is known, and it is still so.',
  cwe: ['CWE-613'],
  check,
};

/** Beside a logout that revokes something, such a text only explains: it says nothing there. */
function check(program: Program): readonly Finding[] {
  return [
    ...failingLogouts(program).map(({ handler }) => [handler, ...helpersOf(program, handler)]),
    ...failingClients(program).map(({ func }) => [func, ...helpersOf(program, func)]),
  ].flatMap((funcs) => {
    for (const func of funcs) {
      const excuse = excusesIn(func).find(({ text }) => func === funcs[0] || ABOUT.test(text));
      if (excuse) return [finding(func, excuse)];
    }
    return [];
  });
}

/** What is said in a helper has to be about what ends here. */
const ABOUT =
  /token|jwt|session|revo[kc]|invalidat|log(ging|ged|s)?[- ]?out|sign(ing|ed|s)?[- ]?out|stateless/i;

function helpersOf(program: Program, handler: Func): readonly Func[] {
  return [...reachOf(program, handler).funcs].filter((one) => one !== handler && one.node.type !== 'File');
}

function finding(func: Func, excuse: Excuse): Finding {
  const { text, file } = func.module();
  const before = text.slice(0, excuse.start).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  const [first = ''] = text.slice(excuse.start, excuse.end).split('\n');
  return {
    rule: statelessExcuse.id,
    level: statelessExcuse.level,
    file,
    line: before.length,
    column,
    endLine: before.length,
    endColumn: column + Math.max(1, first.length),
    message:
      'A signed token can be revoked: give it a jti or a session id, and ask a list of those that ended. Until then a copy of it outlives this logout.',
    certainty: 'proven',
  };
}
