export class EndSessionCommand {
  constructor(
    public readonly userId: string,
    public readonly sessionId: string,
  ) {}
}
