import { expect, it } from 'vitest';
import { logged } from '../../test/support/logged.ts';
import { newSession } from '../../test/support/stores.ts';
import { Denylist } from './denylist/denylist.ts';
import { isRememberedDead } from './remembered.ts';
import type { Replica } from './replica.ts';

function made(incarnation: string | undefined, after: string = 'life') {
  const denylist = new Denylist();
  let syncs = 0;
  const replica = {
    incarnation,
    denylist,
    sync: async () => {
      syncs += 1;
      replica.incarnation = after;
    },
  };
  const session = { ...newSession({ id: 's' }), began: 'life.1.5', generation: 0, rotatedAt: 0 };
  const dead = (began = 'life.1.5'): Promise<boolean> =>
    isRememberedDead(replica as unknown as Replica, { ...session, began });
  return { dead, denylist, syncs: () => syncs };
}

it('knows the end of a session, and of whom it is, if that came later', async () => {
  const { dead, denylist, syncs } = made('life');
  expect(await dead()).toBe(false);
  const cut = { kind: 'subject', id: 'alice' } as const;
  denylist.add(logged());
  expect(await dead()).toBe(true);
  const other = made('life');
  other.denylist.add(logged({ ...cut, position: { generation: 1, sequence: 5 } }));
  expect(await other.dead()).toBe(false);
  other.denylist.add(logged({ ...cut, position: { generation: 1, sequence: 6 } }));
  expect(await other.dead()).toBe(true);
  expect([syncs(), other.syncs()]).toEqual([0, 0]);
});

it('asks when it follows another log, and says nothing of a session that is not of its own', async () => {
  const catchesUp = made(undefined);
  catchesUp.denylist.add(logged());
  expect(await catchesUp.dead()).toBe(true);
  expect(catchesUp.syncs()).toBe(1);
  const stays = made('another', 'another');
  await expect(stays.dead()).rejects.toMatchObject({ code: 'ERR_STORE_UNAVAILABLE' });
  await expect(made('life').dead('rubbish')).rejects.toMatchObject({ code: 'ERR_STORE_UNAVAILABLE' });
});
