export class UserLoggedOut {
  constructor(readonly userId: string) {}
}

export class UserBanned {
  constructor(
    readonly userId: string,
    readonly reason: string,
  ) {}
}
