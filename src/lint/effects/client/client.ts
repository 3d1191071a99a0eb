import { bare, isFunction } from '../../engine/ast.ts';
import { constantOf } from '../../engine/constant.ts';
import type { Program } from '../../engine/program.ts';
import { sideOf } from '../../side.ts';
import { saysLogout } from '../../words.ts';
import type { Effect } from '../effect.ts';
import { isSaga } from './saga.ts';
import { textOf, type Site } from '../site.ts';

const STORAGE =
  /(^|\.)(localstorage|sessionstorage|asyncstorage|securestore|securestorage|encryptedstorage|keychain|mmkv|preferences|storage|localforage|tokenstorage|storageservice|tokenservice|js-?cookie|cookies?|cookieservice|securels|ls)(\.(local|sync|session|managed))?$/;
const ON_SERVER = /(^|\.)(storage|tokenstorage|storageservice|tokenservice|usestorage\.\(\))$/;
const UNSTORES =
  /^(removeItem|clear|clearAll|multiRemove|deleteItemAsync|remove|removeAll|delete|deleteAll|resetGenericPassword|removeToken|removeCookie|deleteCookie|clearToken|removeUser|signOut|del|unset)$/;
const STORES = /^(setItem|set|multiSet|setItemAsync|setGenericPassword|saveToken|setToken|setString)$/;
const COOKIES_IN_BROWSER =
  /^(js-cookie|universal-cookie|react-cookie|vue-cookies|typescript-cookie|ngx-cookie-service|cookies-next|nookies)(\/|$)/;
const HTTP_PACKAGES =
  /^(axios|ky(?![a-z])|got(?![a-z])|superagent|node-fetch|cross-fetch|isomorphic-fetch|undici|ofetch|request(?![a-z])|needle|wretch|graphql-request|urql|@urql\/|@apollo\/|apollo-|@trpc\/|@tanstack\/|react-query|swr|@reduxjs\/toolkit\/query|@angular\/common\/http|socket\.io-client|aws-amplify|@supabase\/|firebase|@firebase\/|react-native-firebase|@react-native-firebase|next-auth|@auth0\/|auth0|@clerk\/|keycloak-js|oidc-client|@azure\/msal|react-oidc|@okta\/|appwrite|pocketbase|parse(?![a-z])|@aws-amplify\/|better-auth)/;
const VERBS =
  /^(get|post|put|patch|delete|del|request|fetch|head|mutate|mutateAsync|mutation|query|send|call|ajax|unwrap|initiate|trigger|execute|invoke)$/i;
const CLIENTS =
  /(^|\.)(\$?axios\w*|\$?http\w*|fetch\w*|\$?api\w*|\w*api|\w*axios\w*|\w*client|instance|request\w*|\w*http|ky|got|superagent|\$|jquery|trpc|sdk|backend|server|agent)$/;
const FREE =
  /^(\$?fetch\w*|\w*Fetch|ofetch|\$fetch|axios\w*|ky|got|superagent|ajax|request|apiCall|callApi|apiRequest|api|\w*Request|sendRequest|http\w*|sendBeacon)$/;

/** What those packages do besides asking a server: they are set up, and keep answers. */
const NO_REQUEST =
  /^(create|interceptors|defaults|use|eject|clear|clearStore|resetStore|(invalidate|remove|reset|cancel|set|get)Quer(y|ies)\w*|getQueryCache|evict|gc|modify|writeQuery|readQuery|removeQueryData)$/;

/** What a call does in a browser: sends a request, forgets what was stored, dispatches. */
export function clientEffect(program: Program, site: Site): Effect | undefined {
  const { node, func, method, owner, from, path, chain } = site;
  const about = textOf(node, func);
  const made = (kind: Effect['kind']): Effect => ({ kind, node, func, site, about });
  if (from !== undefined && COOKIES_IN_BROWSER.test(from) && !isServerCookie(site)) {
    if (/^(remove\w*|delete\w*|destroy\w*|clear\w*)$/i.test(path.at(-1) ?? '') || path.at(-1) === '2')
      return made('unstore');
    return made('store');
  }
  if (STORAGE.test(owner) || path.some((one) => /^(local|session)Storage$/.test(one))) {
    // What a server calls its storage is its own.
    if (
      ON_SERVER.test(owner) &&
      (UNSTORES.test(method) || STORES.test(method)) &&
      sideOf(func.module()) === 'server'
    )
      return made('write');
    if (UNSTORES.test(method)) return made('unstore');
    if (STORES.test(method)) return made('store');
  }
  if (
    method === 'dispatch' ||
    (owner === '' && isSaga(site.value, /^put/)) ||
    // Of Vuex, which is told what to do by a name; a database is told nothing.
    (/(^|store|context|ctx)$/.test(owner) && method === 'commit' && site.args.length > 0)
  )
    return made('dispatch');
  if (isHttp(program, site)) return made('http');
  // `form.submit()`: the browser itself asks the server.
  if (/^(submit|requestSubmit)$/.test(method) && /form/i.test(about)) return made('http');
  if (/(^|\.)(socket|io|ws)$/.test(owner) && method === 'emit') return made('emit');
  return chain.join('.').endsWith('location.assign') || chain.join('.').endsWith('location.replace')
    ? made(saysLogout(site.given) ? 'http' : 'respond')
    : undefined;
}

function isServerCookie({ from, given }: Site): boolean {
  return from === 'nookies' && /^\s*(\{|ctx|context|\{ ?res)/.test(given);
}

function isHttp(program: Program, site: Site): boolean {
  const { method, owner, from, path, args, func } = site;
  if (/^(NextResponse|Response|URL|URLSearchParams|Headers)$/.test(method)) return false;
  // SWR's own `mutate` changes what is cached.
  if (from?.startsWith('swr') && method === 'mutate' && !path.some((one) => one.includes('Mutation')))
    return false;
  if (owner === '') {
    if (from !== undefined)
      return (
        HTTP_PACKAGES.test(from) &&
        !/^(create|use|get|set|is|on)[A-Z]|^create$|^\w*Provider$/.test(method) &&
        !isHookOnly(path)
      );
    if (/^use\w+/.test(method)) return false;
    // `const [logout] = useLogoutMutation()`: the first of the pair sends.
    if (
      path.some((step) => /^use\w*(Mutation|Query|Fetcher|Axios|Submit)$/.test(step)) &&
      path.includes('()')
    )
      return true;
    return FREE.test(method) && site.value.kind === 'opaque';
  }
  if (args.some((one) => isFunction(bare(one))) && VERBS.test(method) && isRouter(owner)) return false;
  if (from !== undefined && HTTP_PACKAGES.test(from))
    return !NO_REQUEST.test(method) && !owner.includes('interceptors');
  if (/mutat(e|eAsync)$/.test(method) || method === 'initiate' || method === 'sendBeacon') return true;
  if (!VERBS.test(method) || isRouter(owner)) return false;
  const [first] = args;
  const url = first && constantOf(program, first, func);
  const text = first ? textOf(first, func) : '';
  const isUrl =
    (typeof url === 'string' && /^(https?:|\/|[\w-]+\/)/.test(url)) ||
    /[`'"][^`'"]*\/|url|endpoint|path|API|route/i.test(text);
  // `api.delete('sessions')`: what is called like that is given nothing else.
  const isApi = typeof url === 'string' && /(^|\.)(\$?(api|axios|http)|\w*(Api|Axios|Http))$/i.test(owner);
  return CLIENTS.test(owner) && (isUrl || isApi || saysLogout(owner));
}

function isRouter(owner: string): boolean {
  return /(^|\.)(app|router|\w*router|\w*routes?|fastify|server|route\.\(\))$/.test(owner);
}

function isHookOnly(path: readonly string[]): boolean {
  return path.length === 1 && /^use[A-Z]/.test(path[0] ?? '');
}
