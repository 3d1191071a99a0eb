import type { Plan, Step } from '../plan.ts';
import { STRICT } from './assembled.ts';
import { withFields } from './fields.ts';
import { backchannelOf, budgetOf, outageOf, passwordOf } from './file-parts.ts';
import { socketOf } from './file-socket.ts';
import { FileReader } from './file-reader.ts';
import { capturesOf, stepOf } from './file-step.ts';
import { namesPassword, namesUser } from './names.ts';
import type { Environment } from './shell-words.ts';
import { treeOf, type Node } from './yaml-parser.ts';

/** A plan from a file: what it does not say, flags or a script may. */
export type FilePlan = Omit<Plan, 'login' | 'me' | 'logout'> & {
  readonly login: readonly Step[] | undefined;
  readonly me: Step | undefined;
  readonly logout: Step | undefined;
};

const KEYS = [
  'base',
  'bases',
  'login',
  'capture',
  'me',
  'refresh',
  'logout',
  'logoutOthers',
  'logoutEverywhere',
  'password',
  'sockets',
  'outage',
  'backchannel',
  'budget',
  'page',
  'variables',
] as const;

/** Reads a set-up in YAML or JSON. `$NAME` comes from `env`. Throws `SetupError` with the line and the column of what is wrong. */
export async function planOfFile(text: string, name: string, env: Environment): Promise<FilePlan> {
  const root = await treeOf(text, name);
  const reader = new FileReader(name, env);
  const members = reader.members(root, 'the set-up', KEYS);
  const read = <T>(key: (typeof KEYS)[number], how: (node: Node) => T): T | undefined => {
    const node = members.get(key);
    return node && how(node);
  };
  const step = (key: (typeof KEYS)[number]): Step | undefined =>
    read(key, (node) => stepOf(reader, node, key).step);
  const variables = read('variables', (node) => variablesOf(reader, node)) ?? {};
  const bases = [
    ...(read('base', (node) => reader.list(node)) ?? []),
    ...(read('bases', (node) => reader.list(node)) ?? []),
  ];
  const me = read('me', (node) => stepOf(reader, node, 'me', ['canary']));
  const canary = me?.others.get('canary');
  const login = read('login', (node) => reader.list(node).map((one) => stepOf(reader, one, 'login').step));
  return {
    bases: bases.map((node) => baseOf(reader, node)),
    login: login?.map((one) => withNames(one, reader.variables)),
    capture: read('capture', (node) => capturesOf(reader, node)) ?? [],
    me: me?.step,
    canary: canary && reader.literal(canary, 'me.canary'),
    refresh: step('refresh'),
    logout: step('logout'),
    logoutOthers: step('logoutOthers'),
    logoutEverywhere: step('logoutEverywhere'),
    changePassword: read('password', (node) => passwordOf(reader, node)),
    sockets: read('sockets', (node) => reader.list(node).map((one) => socketOf(reader, one))) ?? [],
    outage: read('outage', (node) => outageOf(reader, node)),
    backchannel: read('backchannel', (node) => backchannelOf(reader, node)),
    budget: read('budget', (node) => budgetOf(reader, node)) ?? STRICT,
    page: read('page', (node) => reader.template(node, 'page')),
    variables: { ...variables, ...reader.variables },
    guesses: [],
  };
}

function variablesOf(reader: FileReader, node: Node): Record<string, string> {
  if (node.kind !== 'map') throw reader.wrong(node, 'variables has to be a map such as {email: $EMAIL}');
  return Object.fromEntries(
    node.entries.map(({ key, value }) => [key, reader.literal(value, `variables.${key}`)]),
  );
}

function baseOf(reader: FileReader, node: Node): string {
  const text = reader.literal(node, 'base');
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '')
    throw reader.wrong(node, 'base has to be a URL such as http://127.0.0.1:3000');
  return text.replace(/\/$/, '');
}

/** The password that signs in is `{password}`, whatever the environment calls it: a probe that changes it has to know. */
function withNames(step: Step, variables: Record<string, string>): Step {
  return withFields(step, ({ name, value }) => {
    const called = namesPassword(name) ? 'password' : namesUser(name) ? 'user' : undefined;
    const [, variable = ''] = /^\{(\w+)\}$/.exec(value) ?? [];
    const known = Object.hasOwn(variables, variable) ? variables[variable] : undefined;
    if (called === undefined || known === undefined || (variables[called] ?? known) !== known)
      return undefined;
    variables[called] = known;
    return `{${called}}`;
  });
}
