import { describe, expect, test } from 'vitest';

import { addressText, redisAddress } from './redis-address';

const of = (text: string, cluster = false) => redisAddress(text, cluster, '.');

test('an IPv6 address loses its brackets, and a cluster has one database', () => {
  expect(of('rediss://[::1]:6380').nodes).toEqual([{ host: '::1', port: 6380 }]);
  expect(of('[::1]:6380').nodes).toEqual([{ host: '::1', port: 6380 }]);
  expect(() => of('a:1,b:2,db=3', true)).toThrow(/db, and a cluster has one database\nfix: /);
  expect(() => of('redis://a:1/3', true)).toThrow(/a cluster has one\nfix: /);
});

describe("Feast's connection string", () => {
  test('host and port, and options', () => {
    expect(of('cache:6380,ssl=true,username=feast,password=a=b:c,db=3')).toEqual({
      nodes: [{ host: 'cache', port: 6380 }],
      cluster: false,
      tls: true,
      username: 'feast',
      password: 'a=b:c',
      database: 3,
    });
    expect(of('cache').nodes).toEqual([{ host: 'cache', port: 6379 }]);
  });

  test('several nodes of a cluster', () => {
    expect(of('a:1,b:2,c:3,password=x', true)).toMatchObject({
      nodes: [
        { host: 'a', port: 1 },
        { host: 'b', port: 2 },
        { host: 'c', port: 3 },
      ],
      cluster: true,
    });
  });

  test('a URL', () => {
    expect(of('rediss://feast:p%40ss@cache:6380/2')).toMatchObject({
      nodes: [{ host: 'cache', port: 6380 }],
      tls: true,
      username: 'feast',
      password: 'p@ss',
      database: 2,
    });
  });

  test('what messages call it has no password', () => {
    expect(addressText(of('cache:1,password=secret'))).toBe('redis cache:1');
  });

  test.each([
    ['cache:1,pasword=secret', /unknown option pasword\nfix: did you mean password/],
    ['cache:99999', /"cache:99999", which is no host:port\nfix: /],
    ['ssl=true', /names no host\nfix: /],
    ['cache:1,db=one', /the database "one"\nfix: /],
    ['cache:1,password=half,secret', /several hosts, and this is no cluster\nfix: /],
    ['redis://:50%secret@cache:1', /% in its user or password that is no code\nfix: write % as %25/],
    ['redis://cache:1?db=2', /has \?db=…, which nobody reads\nfix: /],
    ['cache:1,ssl_ca_certs=missing.pem', /missing.pem cannot be read\nfix: /],
  ])('%s is refused', (text, message) => {
    expect(() => of(text)).toThrow(message);
    expect(() => of(text)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    expect(() => of(text)).not.toThrow(/secret/);
  });
});
