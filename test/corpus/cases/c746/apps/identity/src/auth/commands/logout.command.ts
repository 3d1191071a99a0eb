export class LogoutCommand {
  constructor(
    public readonly accountId: string,
    public readonly ip: string,
    public readonly userAgent: string,
  ) {}
}
