export class LogoutCommand {
  constructor(public readonly sessionId: string) {}
}
