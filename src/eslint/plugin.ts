import { rules as known } from '../lint/rules/index.ts';
import { levelsOf, type Levels } from './configs.ts';
import { ruleOf, type PluginRule } from './rule.ts';

/** The plugin as ESLint 9 and 10 (flat configuration) and oxlint (`jsPlugins`) take it. */
export interface CurfewPlugin {
  readonly meta: { readonly name: string; readonly namespace: string };
  readonly rules: Readonly<Record<string, PluginRule>>;
  /** `recommended`: errors and warnings as such. `strict`: all of them, as errors. */
  readonly configs: {
    readonly recommended: CurfewConfig;
    readonly strict: CurfewConfig;
  };
}

/** A configuration to put in the list of `eslint.config.js`. */
export interface CurfewConfig {
  readonly name: string;
  readonly plugins: Record<string, CurfewPlugin>;
  readonly rules: Levels;
}

const plugins: Record<string, CurfewPlugin> = {};
/** All rules, and the two configurations. */
export const plugin: CurfewPlugin = {
  meta: { name: 'curfew', namespace: 'curfew' },
  rules: Object.fromEntries(known.map((rule) => [rule.id, ruleOf(rule)])),
  configs: {
    recommended: { name: 'curfew/recommended', plugins, rules: levelsOf(known, 'recommended') },
    strict: { name: 'curfew/strict', plugins, rules: levelsOf(known, 'strict') },
  },
};
plugins['curfew'] = plugin;
