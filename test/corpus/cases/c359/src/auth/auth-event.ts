export class AuthEvent {
  constructor(
    readonly kind: 'logged-out' | 'locked',
    readonly userId: string,
    readonly sessionId: string,
  ) {}
}
