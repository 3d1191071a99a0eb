import { helpOf } from '../lint/help.ts';
import type { Rule } from '../lint/rule.ts';
import { findingsIn } from './findings.ts';
import { problemOf, type Problem } from './problem.ts';

/** As much of a rule's context as is used here: that of ESLint and of oxlint. */
export interface RuleContext {
  /** The whole path, or what a text without a file is called. */
  readonly filename: string;
  readonly cwd: string;
  /** With its `text`, where it is one: ESLint knows other languages, too. */
  readonly sourceCode: object;
  readonly settings: Readonly<Record<string, unknown>>;
  report(problem: Problem): void;
}

/** A rule of the plugin. */
export interface PluginRule {
  readonly meta: {
    readonly type: 'problem';
    readonly docs: { readonly description: string; readonly url: string; readonly recommended: boolean };
    readonly fixable: 'code';
    readonly hasSuggestions: true;
    readonly schema: [];
  };
  create(context: RuleContext): { Program(): void };
}

/** Shows what the check finds in one file. What is in other files it does not see: `curfew audit code` does. */
export function ruleOf({ id, level, summary }: Pick<Rule, 'id' | 'level' | 'summary'>): PluginRule {
  return {
    meta: {
      type: 'problem',
      docs: { description: summary, url: helpOf(id), recommended: level !== 'info' },
      fixable: 'code',
      hasSuggestions: true,
      schema: [],
    },
    create: (context) => ({
      Program() {
        for (const finding of findingsIn(context)) {
          if (finding.rule === id) context.report(problemOf(finding));
        }
      },
    }),
  };
}
