import { Inject, Logger } from '@nestjs/common';
import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { SESSION_STORE, SessionStore } from './session-store';
import { DEVICE_TOKENS, DeviceTokens } from '../push/device-tokens';
import { SignOutCommand } from './sign-out.command';

@CommandHandler(SignOutCommand)
export class SignOutHandler implements ICommandHandler<SignOutCommand> {
  private readonly logger = new Logger(SignOutHandler.name);

  constructor(
    @Inject(SESSION_STORE) private readonly sessions: SessionStore,
    @Inject(DEVICE_TOKENS) private readonly devices: DeviceTokens,
  ) {}

  async execute({ sessionId, deviceId }: SignOutCommand): Promise<void> {
    const results = await Promise.allSettled([
      this.sessions.delete(sessionId),
      this.devices.unregister(deviceId),
    ]);

    for (const result of results) {
      if (result.status === 'rejected') {
        this.logger.warn(`sign-out step failed: ${result.reason?.message}`);
      }
    }
  }
}
