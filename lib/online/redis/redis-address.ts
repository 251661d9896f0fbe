import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { RepositoryError } from '../../errors';
import { suggest } from '../../nearest';

/** Where a Redis is, and how to be let in. */
export interface RedisAddress {
  /** One, or some of a cluster. */
  readonly nodes: readonly { readonly host: string; readonly port: number }[];
  readonly cluster: boolean;
  readonly tls: boolean;
  /** Certificates to trust, PEM. */
  readonly ca?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly database?: number | undefined;
}

const PORT = 6379;
const OPTIONS = ['ssl', 'username', 'password', 'db', 'ssl_ca_certs'];

/**
 * The address in Feast's form, `host:port,ssl=true,username=…,password=…,db=0`, with several `host:port` for a cluster;
 * or a URL, `rediss://user:password@host:port/0`.
 * @param folder what the path of ssl_ca_certs is relative to
 * @throws RepositoryError CONFIG_INVALID naming the part that is wrong; the password is never shown
 */
export function redisAddress(text: string, cluster: boolean, folder: string): RedisAddress {
  if (/^rediss?:\/\//.test(text)) return urlAddress(text, cluster);
  const parts = text.split(',').map((part) => part.trim());
  const options = new Map(parts.filter((part) => part.includes('=')).map(optionOf));
  const nodes = parts.filter((part) => part !== '' && !part.includes('=')).map(nodeOf);
  if (nodes.length === 0) throw invalid('connection_string names no host', 'write host:port, such as localhost:6379');
  if (nodes.length > 1 && !cluster) {
    throw invalid(
      'connection_string names several hosts, and this is no cluster',
      'write redis_type: redis_cluster; a password with a comma needs a URL: rediss://user:password@host:port, with %2C',
    );
  }
  if (cluster && options.has('db'))
    throw invalid('connection_string has db, and a cluster has one database', 'leave db out');
  const ca = options.get('ssl_ca_certs');
  return {
    nodes,
    cluster,
    tls: options.get('ssl')?.toLowerCase() === 'true',
    ca: ca === undefined ? undefined : readCertificates(resolve(folder, ca)),
    username: options.get('username'),
    password: options.get('password'),
    database: databaseOf(options.get('db')),
  };
}

/** What messages call it: no password. */
export function addressText({ nodes }: RedisAddress): string {
  return `redis ${nodes.map(({ host, port }) => `${host}:${String(port)}`).join(',')}`;
}

function urlAddress(text: string, cluster: boolean): RedisAddress {
  if (!URL.canParse(text)) throw invalid('connection_string is no URL', 'write rediss://user:password@host:port/0');
  const url = new URL(text);
  if (url.search !== '') {
    throw invalid(
      `connection_string has ${url.search.replace(/=.*/, '=…')}, which nobody reads`,
      'write the database as a path: rediss://host:port/2',
    );
  }
  const database = databaseOf(url.pathname.slice(1) || undefined);
  if (cluster && database !== undefined)
    throw invalid('connection_string has a database, and a cluster has one', 'leave it out');
  return {
    nodes: [{ host: withoutBrackets(url.hostname) || 'localhost', port: Number(url.port || PORT) }],
    cluster,
    tls: url.protocol === 'rediss:',
    username: decoded(url.username) || undefined,
    password: decoded(url.password) || undefined,
    database,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid('connection_string has a % in its user or password that is no code', 'write % as %25 there');
  }
}

/** An IPv6 address, as URLs write it. */
function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}

function optionOf(part: string): [string, string] {
  const at = part.indexOf('=');
  const name = part.slice(0, at);
  if (OPTIONS.includes(name)) return [name, part.slice(at + 1)];
  throw invalid(`connection_string has an unknown option ${name}`, suggest(name, OPTIONS));
}

function nodeOf(part: string): { host: string; port: number } {
  const [, host = '', port = String(PORT)] = /^(.*?)(?::(\d+))?$/.exec(part) ?? [];
  if (host !== '' && Number(port) >= 1 && Number(port) <= 65535)
    return { host: withoutBrackets(host), port: Number(port) };
  throw invalid(
    `connection_string has ${JSON.stringify(part)}, which is no host:port`,
    'write host:port, a comma, and options such as ssl=true',
  );
}

function databaseOf(text: string | undefined): number | undefined {
  if (text === undefined || /^\d+$/.test(text)) return text === undefined ? undefined : Number(text);
  throw invalid(`connection_string has the database ${JSON.stringify(text)}`, 'write a number, such as db=0');
}

function readCertificates(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw invalid(`connection_string: ssl_ca_certs ${path} cannot be read`, 'name a readable PEM file');
  }
}

function invalid(problem: string, fix: string): RepositoryError {
  return new RepositoryError('CONFIG_INVALID', `online store redis: ${problem}`, fix);
}
