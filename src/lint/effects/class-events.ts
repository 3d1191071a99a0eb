import type * as t from '@babel/types';
import { bare, chainOf, type Call } from '../engine/ast.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { saysLogout, saysRevoked } from '../words.ts';

/** An event that is an object of a class of its own, and that nobody in the program takes. */
interface UnheardEvent {
  readonly name: string;
  readonly call: Call;
  readonly func: Func;
}

const SENDS = ['publish', 'publishAll', 'emit', 'dispatch', 'raise', 'notify', 'addDomainEvent', 'apply'];
/** How a handler names the class of its event, and how it stands where it only is made, defined or handed on. */
const TAKES =
  /@EventsHandler\(|\.(subscribe|on|register|addHandler|handle|listen)\(\s*[A-Z]\w+\s*[,)]|\bofType\(\s*[A-Z]/;

/** `bus.publish(new UserLoggedOutEvent(id))`, where others of its kind have a handler in this program. */
export function unheardClassEvents(program: Program): UnheardEvent[] {
  const found = SENDS.flatMap((method) =>
    program.callsOf(method).flatMap(({ call, func }) =>
      call.arguments.flatMap((one): UnheardEvent[] => {
        const parts = one.type === 'ArrayExpression' ? one.elements : [one];
        return parts.flatMap((part) => {
          const name = part ? madeIn(program, part, func) : undefined;
          return name === undefined ? [] : [{ name, call, func }];
        });
      }),
    ),
  );
  if (found.length === 0 || !program.modules.some(({ text }) => TAKES.test(text))) return [];
  return found.filter(({ name }) => !isTaken(program, name));
}

/** The class of the program that is made here, where its name is about the end of a session. */
function madeIn(program: Program, node: t.Node, func: Func): string | undefined {
  const inner = bare(node);
  if (inner.type !== 'NewExpression') return undefined;
  const name = chainOf(inner.callee).at(-1) ?? '';
  const isAbout =
    saysLogout(name) ||
    saysRevoked(name) ||
    /session\w*(end|clos|terminat|expir|remov|delet|destroy)/i.test(name);
  return isAbout && program.evaluate(inner.callee, func).kind === 'class' ? name : undefined;
}

/** Whether the class is named anywhere but where it is defined, imported, made or used as a type. */
function isTaken({ modules }: Program, name: string): boolean {
  const word = new RegExp(`(?<![\\w$])${name}(?![\\w$])`, 'g');
  return modules.some(({ text }) => {
    const code = text.replace(
      /\/\*[\s\S]*?\*\/|(^|[^:'"`])\/\/[^\n]*|\b(import|export)\s*(type\s*)?[{*][^;\n}]*\}?\s*(from\s*['"][^'"]*['"])?/g,
      '$1',
    );
    return [...code.matchAll(word)].some(({ index }) => {
      const ahead = code.slice(Math.max(0, index - 24), index);
      return !/(\bnew|\bclass|\bextends|\binterface|\btype|:|<|\bas)\s*$/.test(ahead);
    });
  });
}
