import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { textOf } from '../site.ts';

/** Emptying a whole cache of answers, whatever library keeps it. */
const CLEARS =
  /resetApiState|getQueryCache\(\)\.clear|queryClient\??\.clear\(|\b(qc|client|cache|queries|apolloClient|queryCache)\w*\??\.(clear|clearStore|resetStore|reset|evict)\b|\bcache\w*\??\.delete\b|clearStore|resetStore|mutate\w*\(\s*\(?\s*\w*\s*\)?\s*=>|invalidatesTags|invalidateTags/;
/** Starting the page anew, which empties all. */
const RELOADS =
  /location(\.href)?\s*=(?!=)|location\.(reload|assign|replace)|\.reload\(|router\.refresh|Updates\.reloadAsync|signOut\(\s*\{|logoutRedirect|signoutRedirect|window\.open\(/;
/** Emptying what stands under one key; without a key, all. */
const BY_KEY =
  /\.(setQueryData|setQueriesData|removeQueries|resetQueries)\s*(?:<[^>(]*>)?\(\s*(?:\{\s*queryKey\s*:\s*)?([^,)}\]]*)/g;
/** What a program keeps under keys of TanStack Query. */
const KEYS =
  /\bqueryKey\s*:\s*([^,)}\]]+)|\buse(?:Infinite)?Query\s*(?:<[^>(]*>)?\(\s*(\[\s*[^,)}\]]+|['"][^,)]+)/g;

/** Whether the text of some code empties the program's cache of answers, or all of it that is known. */
export function emptiesCache(program: Program, text: string): boolean {
  if (RELOADS.test(text) || CLEARS.test(text)) return true;
  const keys: string[] = [];
  for (const [, method = '', key = ''] of text.matchAll(BY_KEY)) {
    if (key.trim() === '' && method !== 'setQueryData') return true;
    keys.push(plain(key));
  }
  if (keys.length === 0) return false;
  return [...keysOf(program)].every((one) => keys.includes(one));
}

const known = new WeakMap<Program, ReadonlySet<string>>();

function keysOf(program: Program): ReadonlySet<string> {
  const before = known.get(program);
  if (before) return before;
  const found = new Set<string>();
  for (const { text } of program.modules) {
    if (!/query/i.test(text)) continue;
    const own = text.replace(BY_KEY, '');
    for (const [, option, argument] of own.matchAll(KEYS)) found.add(plain(option ?? argument ?? ''));
  }
  known.set(program, found);
  return found;
}

/** `['me'` and `"me"` are the same first part of a key. */
function plain(key: string): string {
  return key.replace(/[[\s'"`]/g, '');
}

/** Functions that run by themselves when something changes, as when nobody is logged in any longer. */
const LISTENS = [
  'useEffect',
  'useLayoutEffect',
  'watch',
  'watchEffect',
  'subscribe',
  'startListening',
  'effect',
];

/** A provider with a key begins anew when that changes, as with the user. */
const ANEW = /<(QueryClientProvider|ApolloProvider|SWRConfig|PersistQueryClientProvider)\b[^>]*?\bkey=\{/;

/** Whether something that listens empties the cache: then a logout need not do so itself. */
export function isEmptiedByListener(program: Program): boolean {
  if (program.modules.some(({ text }) => ANEW.test(text))) return true;
  const hooks = program.modules.flatMap(({ funcs }) => funcs.filter(({ name }) => name === 'onQueryStarted'));
  // RTK Query runs it when the endpoint is asked.
  if (hooks.some((func) => func.calls.some((call) => CLEARS.test(textOf(call, func))))) return true;
  // A middleware of Redux sees every action.
  const sees = program.modules.some(({ funcs }) =>
    funcs.some(
      (func) =>
        takes(func, /^action$/) &&
        func.outer !== undefined &&
        takes(func.outer, /^next$/) &&
        func.calls.some((call) => CLEARS.test(textOf(call, func))),
    ),
  );
  if (sees) return true;
  return LISTENS.some((name) =>
    program.callsOf(name).some(({ call, func }) => {
      const text = textOf(call, func);
      return CLEARS.test(text) || /\.(removeQueries|resetQueries)\(\s*\)/.test(text);
    }),
  );
}

function takes({ node }: Func, name: RegExp): boolean {
  const [first] = node.type === 'File' ? [] : node.params;
  return first?.type === 'Identifier' && name.test(first.name);
}
