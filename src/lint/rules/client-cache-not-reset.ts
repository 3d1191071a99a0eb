import { argumentsOf, chainOf } from '../engine/ast.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { emptiesCache, isEmptiedByListener } from '../effects/client/cached.ts';
import { forgets as forgetsUser } from '../effects/client/forgets.ts';
import { reachOf } from '../effects/reach.ts';
import { clientLogoutsOf, isReducer } from '../entries/client-logouts.ts';
import { callersOf } from '../entries/callers.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { withoutComments } from '../tokens/checking/deeds.ts';
import { textOfReach } from '../tokens/checking/revocable.ts';
import { namesLogout, saysLogout } from '../words.ts';

export const clientCacheNotReset: Rule = {
  id: 'client-cache-not-reset',
  level: 'warning',
  summary: 'After logout the answers that were cached for one user are shown to the next.',
  cwe: ['CWE-524'],
  asvs: '14.3.1',
  check,
};

/** A cache that keeps answers, how a file shows that it uses it, and how it is emptied. */
const CACHES: readonly {
  readonly name: string;
  readonly made: RegExp;
  readonly from: RegExp;
  readonly advice: string;
}[] = [
  {
    name: 'RTK Query',
    made: /\bcreateApi\s*\(/,
    from: /^@reduxjs\/toolkit\/query/,
    advice: 'dispatch(api.util.resetApiState())',
  },
  {
    name: 'TanStack Query',
    made: /\bnew QueryClient\s*\(|:\s*QueryClient\b|\buseQueryClient\s*\(|\b(use|create)(Suspense|Infinite|SuspenseInfinite|Prefetch)?(Query|Queries|Mutation)\s*[<(]|\binject(Query|Mutation)\s*\(|\bcreateTRPC\w+\s*[<(]/,
    from: /^(@tanstack\/(react|vue|solid|svelte|angular|preact)-query|react-query|vue-query|@trpc\/(react-query|next|tanstack-react-query))/,
    advice: 'queryClient.clear()',
  },
  {
    name: 'Apollo Client',
    made: /\bnew (ApolloClient|InMemoryCache)\s*[<(]|\buseApolloClient\s*\(|\buse(Lazy|Suspense|Background)?(Query|Mutation|Subscription|Fragment)\s*[<(]|<(Query|Mutation)\b|\bgraphql\(/,
    from: /^(@apollo\/client|apollo-client|apollo-boost|react-apollo|@apollo\/react-hooks|@vue\/apollo-\w+|apollo-angular)/,
    advice: 'await client.clearStore()',
  },
  {
    name: 'urql',
    made: /\bcreateClient\s*\(|\bnew Client\s*\(|\buse(Query|Mutation|Client)\s*[<(]/,
    from: /^(urql|@urql\/(core|preact|vue|svelte|solid|next))/,
    advice: 'make the client anew',
  },
  {
    name: 'SWR',
    made: /\buseSWR(Infinite|Immutable)?\s*[<(]/,
    from: /^swr(\/|$)/,
    advice: 'mutate(() => true, undefined, { revalidate: false })',
  },
];
function check(program: Program): readonly Finding[] {
  const cache = CACHES.find(({ made, from }) =>
    program.modules.some(
      ({ text, specifiers }) =>
        [...specifiers].some((one) => from.test(one)) && made.test(withoutComments(text)),
    ),
  );
  if (!cache || resetsAll(program) || isEmptiedByListener(program)) return [];
  const empties = (func: Func): boolean => emptiesCache(program, textOfReach(reachOf(program, func)));
  const logouts = clientLogoutsOf(program).filter(({ func }) => !isReducer(func) && isWhole(program, func));
  return logouts
    .filter(({ func }) => !empties(func) && !callersOf(program, func).some(empties))
    .filter(
      ({ func }) =>
        !logouts.some((other) => other.func !== func && reachOf(program, other.func).funcs.has(func)),
    )
    .map(({ func }) =>
      findingAt(clientCacheNotReset, func, func.node, {
        message: `This logout leaves what ${cache.name} has cached: who logs in next in this tab sees it. Empty the cache: ${cache.advice}.`,
        certainty: program.isLoose ? 'cannot-see-callee' : 'proven',
        fix: advice(`Call ${cache.advice} when the logout is done.`),
      }),
    );
}

/** A function that does a whole logout: it tells the server and moves on, or forgets who was logged in. */
function isWhole(program: Program, func: Func): boolean {
  const { effects, funcs } = reachOf(program, func);
  const unseen = effects.some(
    ({ kind, plausible, site }) =>
      kind === 'unknown' && plausible === true && /clear|reset|purge|clean/i.test(site?.method ?? ''),
  );
  if (unseen) return false;
  const text = textOfReach({ effects, funcs });
  const forgets =
    effects.some((one) => one.kind === 'dispatch' || forgetsUser(one)) ||
    [...funcs].some((one) => one !== func && isReducer(one)) ||
    /\bset(Query|Queries)Data\(/.test(text);
  if (forgets || isAnswered(program, func)) return true;
  const tells = effects.some(
    ({ kind, about }) => kind === 'http' && (namesLogout(func.name) || saysLogout(about)),
  );
  return tells && /navigate|push\(|replace\(|redirect/i.test(text);
}

/** `addCase(logout.fulfilled, …)`: a thunk after which a reducer forgets. */
function isAnswered(program: Program, { name }: Func): boolean {
  return program.callsOf('addCase').some(({ call }) => {
    const [action] = argumentsOf(call);
    const [root, outcome] = action ? chainOf(action) : [];
    return root === name && outcome === 'fulfilled';
  });
}

/** A root reducer that begins anew at logout takes RTK Query's cache with it. */
function resetsAll(program: Program): boolean {
  return program.modules.some(({ text }) => {
    const plain = withoutComments(text);
    return (
      saysLogout(plain) &&
      /state\s*=\s*undefined|\?\s*(undefined|void 0|\{\s*\})\s*:\s*state\b|[rR]educer\w*\(\s*undefined\s*,|resettable\(|createLogoutThunk/.test(
        plain,
      )
    );
  });
}
