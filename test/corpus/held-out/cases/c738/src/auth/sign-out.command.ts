export class SignOutCommand {
  constructor(
    readonly sessionId: string,
    readonly deviceId: string,
  ) {}
}
