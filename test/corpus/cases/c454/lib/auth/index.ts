export { getCurrentSession, invalidateSession, createSession } from './session'
export { rememberSessionCookie, forgetSessionCookie } from './cookie'
