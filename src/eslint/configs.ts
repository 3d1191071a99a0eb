import type { Rule } from '../lint/rule.ts';

/** What ESLint is told of each rule, by `curfew/<rule>`. */
export type Levels = Record<string, 'error' | 'warn' | 'off'>;

const RECOMMENDED = { error: 'error', warning: 'warn', info: 'off' } as const;

/** `recommended` takes the level of each rule, and leaves out what is only worth knowing; `strict` makes all of them errors. */
export function levelsOf(
  rules: readonly Pick<Rule, 'id' | 'level'>[],
  config: 'recommended' | 'strict',
): Levels {
  return Object.fromEntries(
    rules.map(({ id, level }) => [`curfew/${id}`, config === 'strict' ? 'error' : RECOMMENDED[level]]),
  );
}
