import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { networkFileSystem } from './examine-file.ts';

test('knows the file systems on which WAL does not work, by the numbers of Linux', () => {
  expect([0x6969, 0x517b, 0xfe534d42, 0x65735546].map(networkFileSystem)).toEqual([
    'NFS',
    'SMB',
    'SMB',
    'FUSE',
  ]);
  // As a signed number.
  expect(networkFileSystem(0xfe534d42 | 0)).toBe('SMB');
  // ext4, btrfs, xfs, tmpfs, overlay.
  const local = [0xef53, 0x9123683e, 0x58465342, 0x01021994, 0x794c7630];
  expect(local.map(networkFileSystem)).toEqual(local.map(() => undefined));
  expect(networkFileSystem(statfsSync(tmpdir()).type)).toBeUndefined();
});
