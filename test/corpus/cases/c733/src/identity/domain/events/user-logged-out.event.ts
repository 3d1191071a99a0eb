export class UserLoggedOutEvent {
  constructor(
    readonly userId: string,
    readonly sessionId: string,
  ) {}
}
