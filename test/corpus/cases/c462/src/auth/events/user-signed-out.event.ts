export class UserSignedOutEvent {
  static readonly key = 'user.signed-out';

  constructor(
    readonly userId: string,
    readonly tenantId: string,
    readonly ip: string,
    readonly at: Date = new Date(),
  ) {}
}
