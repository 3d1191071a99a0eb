import { backchannelAnyAudience } from './backchannel-any-audience.ts';
import { backchannelNoEvents } from './backchannel-no-events.ts';
import { backchannelSound } from './backchannel-sound.ts';
import { backchannelUnsigned } from './backchannel-unsigned.ts';
import { curfewExpress } from './curfew-express.ts';
import { expressCacheRefilled } from './express-cache-refilled.ts';
import { expressCachedSessionCheck } from './express-cached-session-check.ts';
import { expressCookieOtherDomain } from './express-cookie-other-domain.ts';
import { expressCrossSiteLogout } from './express-cross-site-logout.ts';
import { expressDenylistByString } from './express-denylist-by-string.ts';
import { expressDeviceLogoutEndsAll } from './express-device-logout-ends-all.ts';
import { expressHtmlForms } from './express-html-forms.ts';
import { expressJwtStateless } from './express-jwt-stateless.ts';
import { expressLoggedOutMark } from './express-logged-out-mark.ts';
import { expressLoginRateLimit } from './express-login-rate-limit.ts';
import { expressPageInBrowserCache } from './express-page-in-browser-cache.ts';
import { expressPasswordKeepsSessions } from './express-password-keeps-sessions.ts';
import { expressReadableCookie } from './express-readable-cookie.ts';
import { expressRefreshRace } from './express-refresh-race.ts';
import { expressRotationWithReuseDetection } from './express-rotation-with-reuse-detection.ts';
import { expressSessionDestroyed } from './express-session-destroyed.ts';
import { expressSessionFiles } from './express-session-files.ts';
import { expressShortToken } from './express-short-token.ts';
import { fastifyCookieOtherPath } from './fastify-cookie-other-path.ts';
import { fastifyDenylistFailsOpen } from './fastify-denylist-fails-open.ts';
import { fastifyDenylistPerNode } from './fastify-denylist-per-node.ts';
import { fastifyJtiDenylist } from './fastify-jti-denylist.ts';
import { fastifyPasswordEndsSessions } from './fastify-password-ends-sessions.ts';
import { fastifyRefreshAtomic } from './fastify-refresh-atomic.ts';
import { fastifyRefreshEndsOldRow } from './fastify-refresh-ends-old-row.ts';
import { graphqlLogoutAllEndsOne } from './graphql-logout-all-ends-one.ts';
import { honoDenylistByHash } from './hono-denylist-by-hash.ts';
import { honoDoubleSpend } from './hono-double-spend.ts';
import { honoSessionNull } from './hono-session-null.ts';
import { honoSseKeepsStreaming } from './hono-sse-keeps-streaming.ts';
import { ironSessionCleared } from './iron-session-cleared.ts';
import { javaErrorOnGarbage } from './java-error-on-garbage/index.ts';
import { koaCookieNoneInsecure } from './koa-cookie-none-insecure.ts';
import { koaCookieValueAsBearer } from './koa-cookie-value-as-bearer.ts';
import { koaGetLogout } from './koa-get-logout.ts';
import { koaLogoutAlwaysOk } from './koa-logout-always-ok.ts';
import { koaRefreshGrace } from './koa-refresh-grace.ts';
import { koaRefreshWrongKey } from './koa-refresh-wrong-key.ts';
import { koaSingleSession } from './koa-single-session.ts';
import { koaTokenVersion } from './koa-token-version.ts';
import { nestjsDenylistBesideTheGuard } from './nestjs-denylist-beside-the-guard.ts';
import { nestjsRefreshSurvives } from './nestjs-refresh-survives.ts';
import { nestjsSessionTable } from './nestjs-session-table.ts';
import { nextStatelessCookie } from './next-stateless-cookie/index.ts';
import { nodeClosesStreams } from './node-closes-streams.ts';
import { pythonSessionTable } from './python-session-table/index.ts';
import { pythonSignedCookie } from './python-signed-cookie/index.ts';
import { wsKeepsStreaming } from './ws-keeps-streaming.ts';
import type { Target } from './target.ts';

/** Every application that the audit is tested on: those with a fault first. */
export const targets: readonly Target[] = [
  backchannelAnyAudience,
  backchannelNoEvents,
  backchannelUnsigned,
  expressCacheRefilled,
  expressCachedSessionCheck,
  expressCookieOtherDomain,
  expressCrossSiteLogout,
  expressDenylistByString,
  expressDeviceLogoutEndsAll,
  expressJwtStateless,
  expressLoggedOutMark,
  expressPageInBrowserCache,
  expressPasswordKeepsSessions,
  expressReadableCookie,
  expressRefreshRace,
  fastifyCookieOtherPath,
  fastifyDenylistFailsOpen,
  fastifyDenylistPerNode,
  fastifyRefreshEndsOldRow,
  graphqlLogoutAllEndsOne,
  honoDenylistByHash,
  honoDoubleSpend,
  honoSseKeepsStreaming,
  ironSessionCleared,
  javaErrorOnGarbage,
  koaCookieNoneInsecure,
  koaCookieValueAsBearer,
  koaGetLogout,
  koaLogoutAlwaysOk,
  koaRefreshWrongKey,
  nestjsDenylistBesideTheGuard,
  nestjsRefreshSurvives,
  nextStatelessCookie,
  pythonSignedCookie,
  wsKeepsStreaming,
  backchannelSound,
  curfewExpress,
  expressHtmlForms,
  expressLoginRateLimit,
  expressRotationWithReuseDetection,
  expressSessionDestroyed,
  expressSessionFiles,
  expressShortToken,
  fastifyJtiDenylist,
  fastifyPasswordEndsSessions,
  fastifyRefreshAtomic,
  honoSessionNull,
  koaRefreshGrace,
  koaSingleSession,
  koaTokenVersion,
  nestjsSessionTable,
  nodeClosesStreams,
  pythonSessionTable,
];
