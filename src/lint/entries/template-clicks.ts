import { isComponent } from '../engine/component.ts';
import type { Program } from '../engine/program.ts';
import type { Func, Module } from '../engine/types.ts';
import { saysLogout } from '../words.ts';

/** An element with its attributes, and the beginning of what it shows. */
const ELEMENT =
  /<[a-zA-Z][\w.-]*((?:"[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\}|[^<>"'{}])*)>(?=([\s\S]{0,160}?)<\/)/g;
/** `@click.prevent="leave"`, `on:click|once={leave}`, `onclick={() => leave()}`, `(click)="leave()"`. */
const LISTENS =
  /(?:@|v-on:|on:|\bon|\()(?:click|press|submit|tap)\)?(?:[.|]\w+)*\s*=\s*(?:"([^"]*)"|'([^']*)'|\{((?:[^{}]|\{[^{}]*\})*)\})/gi;
const GOES_THERE = /\b(?:action|href)\s*=\s*["']([^"']*)["']/i;
const TITLE = /\b(?:title|label|aria-label|tooltip)\s*=\s*["']([^"']*)["']/gi;

/** What runs when somebody presses "Log out" in a template of Vue, Svelte or Angular: functions of its file, by their names. */
export function templateClicks(program: Program, module: Module): ReadonlySet<Func> {
  const found = new Set<Func>();
  const { file, funcs } = module;
  const text = program.textOf(file);
  if (!isComponent(file) && !(module.specifiers.has('@angular/core') && text.includes('(click)')))
    return found;
  for (const [, attributes = '', content = ''] of text.matchAll(ELEMENT)) {
    const listeners = [...attributes.matchAll(LISTENS)].map(([, a, b, c]) => a ?? b ?? c ?? '');
    if (listeners.length === 0 || saysLogout(GOES_THERE.exec(attributes)?.[1] ?? '')) continue;
    const titles = [...attributes.matchAll(TITLE)].map(([, title]) => title).join(' ');
    const shown = `${titles} ${content.replace(/<[^>]*>/g, ' ')}`;
    if (!saysLogout(shown)) continue;
    const names = new Set(listeners.flatMap((one) => one.match(/[\w$]+(?=\s*\()|^\s*[\w$]+\s*$/g) ?? []));
    for (const func of funcs)
      if (func.name !== '' && [...names].some((name) => name.trim() === func.name)) found.add(func);
  }
  return found;
}
