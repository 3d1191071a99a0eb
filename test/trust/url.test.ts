import { expect, it } from 'vitest';
import { checkKeySetUrl } from '../../src/core/trust/url.ts';

const INSIDE =
  `127.1 0177.0.0.1 0x7f000001 017700000001 2130706433 127.0.0.1. 127.0.0.1.. 0.0.0.0 0 10.255.255.255 100.64.0.1
  100.70.0.1 100.85.0.1 100.99.0.1 100.112.0.1 100.105.0.1 100.125.0.1
  100.127.255.255 172.25.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1
  198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 ①⑦②.16.0.1
  localhost LOCALHOST localhost. a.localhost keycloak keycloak. printer.local. db.internal db.internal. nas.lan
  a.home.arpa a.home.arpa. a.corp a.intranet a.private a.localdomain x.svc.cluster.local
  [::] [::1] [::ffff:127.0.0.1] [::ffff:a00:1] [::ffff:0:127.0.0.1] [::127.0.0.1] [64:ff9b::10.0.0.1] [64:ff9b:1::1]
  [100::1] [fc00::1] [fd12:3456::1] [fe80::1] [fec0::1] [ff02::1] [5f00::1]
  [2001::1] [2001:0:4136:e378:8000:63bf:3fff:fdd2] [2001:2::1] [2001:10::1] [2001:20::1] [2001:1ff::1] [2001:db8::1]
  [2001:DB8:1::1] [2002:7f00:1::1] [2002:a00:1::] [3fff::1] [3fff:fff::1]`.split(/\s+/);

const OUTSIDE =
  `login.example.com login.example.com. 1.1.1.1 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.1 126.0.0.1
  128.0.0.1 169.253.0.1 172.15.0.1 172.32.0.1 192.0.1.1 192.167.0.1 198.17.0.1 198.20.0.1 8.100.64.1 8.169.254.1 8.172.16.1 8.192.168.1 8.198.18.1 100.8.0.1 100.12.0.1 100.140.0.1 223.255.255.255
  local.example.com 2.1.example.com localhost.example.com internal.io 10.example.com lan.de
  [2606:4700::1111] [2001:4860:4860::8888] [2001:200::1] [2a00:1450::1] [2003::1] [3fff:1000::1] [2620:fe::fe]`.split(
    /\s+/,
  );

it.each(INSIDE)('fetches no keys from https://%s/, which is not of the Internet', (host) => {
  expect(() => checkKeySetUrl('jwks', `https://${host}/keys`, false)).toThrow(/private network|no URL/);
  expect(checkKeySetUrl('jwks', `https://${host}/keys`, true).pathname).toBe('/keys');
});

it.each(OUTSIDE)('fetches keys from https://%s/', (host) => {
  expect(checkKeySetUrl('jwks', `https://${host}:8443/keys`, false).port).toBe('8443');
});

it.each([
  'http://login.example.com/',
  'ftp://login.example.com/',
  'file:///etc/passwd',
  'data:application/json,{}',
  'https://user@login.example.com/',
  'https://:pw@login.example.com/',
  '//login.example.com/',
  '',
])('refuses %j', (url) => {
  expect(() => checkKeySetUrl('jwks', url, false)).toThrow(/^jwks /);
});

it('gives no leave for anything else with that for a private network', () => {
  for (const url of [
    'ftp://keycloak/',
    'file:///etc/passwd',
    'http://user:pw@keycloak/',
    'https://user@keycloak/',
  ])
    expect(() => checkKeySetUrl('jwks', url, true), url).toThrow(/^jwks /);
});
