export const AuthEvents = {
  LoggedIn: 'auth.session.opened',
  LoggedOut: 'auth.session.closed',
} as const;

export class SessionClosed {
  constructor(
    readonly sessionId: string,
    readonly memberId: string,
  ) {}
}
