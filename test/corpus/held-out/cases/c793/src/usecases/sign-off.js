import { sessionStore } from '../infra/session-store.js';
import { deviceRegistry } from '../infra/device-registry.js';
import { audit } from '../infra/audit.js';

export class SignOff {
  /** @param {{ sessionId: string, userId: number, deviceId?: string }} input */
  async execute({ sessionId, userId, deviceId }) {
    await Promise.allSettled([
      sessionStore.delete(sessionId),
      deviceId ? deviceRegistry.unbind(userId, deviceId) : undefined,
      audit.write('sign-off', { userId, deviceId }),
    ]);
  }
}
