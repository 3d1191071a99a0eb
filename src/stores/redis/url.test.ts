import { expect, it } from 'vitest';
import { ConfigError } from '../../core/errors.ts';
import { redis } from './index.ts';
import { clusterIn } from './url.ts';

it('reads the nodes of a cluster, and how to log in to them', () => {
  const one = { username: undefined, password: undefined, isSecure: false };
  expect(clusterIn('redis://a:7000')).toBeUndefined();
  expect(clusterIn('unix:///run/redis.sock?cluster')).toBeUndefined();
  expect(clusterIn('redis://a?cluster')).toEqual({ ...one, nodes: [{ host: 'a', port: 6379 }] });
  expect(clusterIn('rediss://me:p%40ss@a:7000/?cluster=[::1]:7001,c')).toEqual({
    nodes: [
      { host: 'a', port: 7000 },
      { host: '::1', port: 7001 },
      { host: 'c', port: 6379 },
    ],
    username: 'me',
    password: 'p@ss',
    isSecure: true,
  });
});

it('refuses nodes that are none, without a word of the password', () => {
  const wrong = (): unknown => redis('redis://:hunter2@a:7000?cluster=b:x');
  expect(wrong).toThrow(ConfigError);
  expect(wrong).toThrow(/^(?!.*hunter2)/);
});
