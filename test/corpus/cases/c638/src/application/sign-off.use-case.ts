import type { UnitOfWork } from './ports/unit-of-work';
import type { Clock } from './ports/clock';

interface Deps {
  unitOfWork: UnitOfWork;
  clock: Clock;
}

export type SignOff = (input: { accountId: string }) => Promise<void>;

export const makeSignOff =
  ({ unitOfWork, clock }: Deps): SignOff =>
  async ({ accountId }) => {
    await unitOfWork.run(async ({ accounts }) => {
      const account = await accounts.byId(accountId);
      account.rotateStamp(clock.now());
      await accounts.persist(account);
    });
  };
