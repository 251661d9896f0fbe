import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { createConfig, readConfig } from './config';
import type { ConfigFields } from './config';
import type { Variables } from './expand-variables';

function folderWith(yaml: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'featlab-config-'));
  writeFileSync(join(folder, 'feature_store.yaml'), yaml);
  return folder;
}

function read(yaml: string, variables?: Variables): unknown {
  return readConfig(folderWith(yaml), variables);
}

const WHOLE = `# the drivers
project: driver_repo
registry: data/registry.db
provider: local
offline_store: { type: file }
online_store:
  type: sqlite
  path: data/online_store.db
`;

describe('feature_store.yaml', () => {
  test('paths are relative to its folder', () => {
    const folder = folderWith(WHOLE);
    expect(readConfig(folder)).toEqual({
      folder,
      project: 'driver_repo',
      registry: join(folder, 'data', 'registry.db'),
      engines: {},
      onlineStore: { type: 'sqlite', path: join(folder, 'data', 'online_store.db') },
    });
  });

  test('only project is needed', () => {
    const folder = folderWith('project: driver_repo');
    const least = readConfig(folder);
    writeFileSync(join(folder, 'feature_store.yaml'), WHOLE);
    expect(least).toEqual(readConfig(folder));
  });

  test('a project may have hyphens, digits first, and letters of any script', () => {
    for (const name of ['mi-repo', '007', 'año', '2024-q1']) {
      expect(read(`project: ${name}`)).toMatchObject({ project: name });
    }
  });

  test('variables stand anywhere in a value, in flow style too', () => {
    const folder = folderWith(
      'project: ${P:-a}\nregistry: ${DIR}/r.db\nonline_store: {type: sqlite, path: ${DIR}/${N:-o, #1: x}.db}\n',
    );
    expect(readConfig(folder, { DIR: 'd' })).toMatchObject({
      project: 'a',
      registry: join(folder, 'd', 'r.db'),
      onlineStore: { path: join(folder, 'd', 'o, #1: x.db') },
    });
  });

  test('engines: the default one in offline_store, others by type; their paths are relative too', () => {
    const folder = folderWith(
      'project: a\noffline_store: { type: duckdb, path: w.duckdb }\nengines: { postgres: { host: h, database: d, user: u, password: ${PW} } }\n',
    );
    expect(readConfig(folder, { PW: 'secret' })).toMatchObject({
      engines: {
        duckdb: { path: join(folder, 'w.duckdb') },
        postgres: { host: 'h', database: 'd', user: 'u', password: 'secret' },
      },
    });
  });

  test('an absolute path from a variable is taken as it is', () => {
    const other = mkdtempSync(join(tmpdir(), 'featlab-other-'));
    expect(read('project: a\nregistry: ${DIR}/r.db', { DIR: other })).toMatchObject({ registry: join(other, 'r.db') });
  });
});

describe('what is refused, in two lines with the place', () => {
  test.each([
    [
      'broken YAML',
      'project: a\nonline_store: {type: sqlite\nregistry: [data\n',
      /^feature_store.yaml line \d, column \d+: not YAML: .*\nfix: /,
    ],
    [
      'a tab for indentation',
      'project: a\nonline_store:\n\ttype: sqlite\n',
      /^feature_store.yaml line 3, column 1: not YAML/,
    ],
    ['a key twice', 'project: a\nproject: b\n', /^feature_store.yaml line 2, column 1: not YAML: .*unique/],
    ['nothing', '# nothing\n', /^feature_store.yaml holds no keys\nfix: /],
    ['a list', '- project: a\n', /^feature_store.yaml holds no keys/],
    ['no project', 'registry: r.db\n', /^feature_store.yaml has no project\nfix: add a line/],
    ['an empty project', 'project:\n', /^feature_store.yaml line 1, column 1: project is empty\nfix: /],
    [
      'a project with a space',
      'project: mi repo\n',
      /line 1, column 1: "mi repo" is no project's name\nfix: use letters/,
    ],
    [
      'an unknown key',
      'project: a\nregistri: data/registry.db\n',
      /^feature_store.yaml line 2, column 1: unknown key "registri"\nfix: did you mean registry\? The valid keys: project, registry, provider, offline_store, engines, online_store$/,
    ],
    [
      'an unknown key inside',
      'project: a\nonline_store: { type: sqlite, paht: x }\n',
      /line 2, column 31: unknown key "paht" in online_store of type sqlite\nfix: did you mean path\? /,
    ],
    [
      'an unknown online store',
      'project: a\nonline_store: { type: sqlight }\n',
      /line 2, column 17: unknown online store type "sqlight"\nfix: .*valid online store types: sqlite, redis, postgres, dynamodb, bigtable$/,
    ],
    [
      'an unknown offline store',
      'project: a\noffline_store: { type: oracle }\n',
      /unknown offline store type "oracle"\nfix: use one of the valid offline store types: file, duckdb, postgres, redshift, snowflake, bigquery, spark$/,
    ],
    [
      'an offline store whose name is near',
      'project: a\noffline_store: { type: bigqery }\n',
      /line 2, column 18: unknown offline store type "bigqery"\nfix: did you mean bigquery\? /,
    ],
    [
      'an unknown option of an engine',
      'project: a\noffline_store: { type: duckdb, paht: x }\n',
      /line 2, column 32: unknown key "paht" in offline_store\nfix: did you mean path\? /,
    ],
    [
      'a port of an engine that is no number',
      'project: a\nengines: { postgres: { host: h, database: d, user: u, port: abc } }\n',
      /line 2, column 55: port of engines.postgres is "abc"\nfix: write a whole number, 1 or more$/,
    ],
    [
      'a word that an engine does not know',
      'project: a\nengines: { redshift: { host: h, database: d, user: u, sslmode: requier } }\n',
      /unknown sslmode "requier"\nfix: did you mean require\? /,
    ],
    [
      'an engine without what it needs',
      'project: a\noffline_store: { type: postgres, host: h }\n',
      /line 2, column 18: offline_store \(postgres\) has no database, no user\nfix: add database: … and user: …; secrets as \$\{NAME\}/,
    ],
    [
      'an unknown engine',
      'project: a\nengines: { postgress: { host: h } }\n',
      /line 2, column 12: unknown key "postgress" in engines\nfix: did you mean postgres\? /,
    ],
    [
      'an engine twice',
      'project: a\noffline_store: { type: duckdb }\nengines: { duckdb: { path: x } }\n',
      /line 3, column 12: engines has duckdb, which offline_store is already\nfix: /,
    ],
    [
      'an unknown provider',
      'project: a\nprovider: gcp\n',
      /line 2, column 1: unknown provider "gcp"\nfix: use one of the valid providers: local$/,
    ],
    [
      'a mapping where a path belongs',
      'project: a\nregistry: { path: r.db }\n',
      /line 2, column 1: registry is a mapping\nfix: /,
    ],
    [
      'a path where a mapping belongs',
      'project: a\nonline_store: data/x.db\n',
      /line 2, column 1: online_store is no mapping\nfix: write online_store: \{/,
    ],
    [
      'a registry on another machine, whose URL may hold a secret',
      'project: a\nregistry: postgresql://me:secret@host/db\n',
      /^feature_store.yaml line 2, column 1: registry is a URL \(postgresql:\/\/…\), and it is a path of this machine\nfix: write a path: registry: data\/registry.db$/,
    ],
    [
      'an online store on another machine',
      'project: a\nonline_store: { type: sqlite, path: s3://b/o.db }\n',
      /line 2, column 31: path is a URL \(s3:\/\/…\), .*\nfix: write a path: path: data\/online_store.db$/,
    ],
    [
      'a staging folder on another machine',
      'project: a\noffline_store: { type: spark, host: h, staging_location: s3a://b/f }\n',
      /line 2, column 40: staging_location is a URL \(s3a:\/\/…\)/,
    ],
    ['a list for a value', 'project: a\nregistry: [r.db]\n', /line 2, column 1: registry is a list\nfix: /],
    [
      'an alias',
      'project: &a a\nregistry: *a\n',
      /line 2, column 1: registry stands for what is elsewhere: aliases \(\*\) and .* not supported\nfix: write the value out$/,
    ],
    [
      'a merge',
      'project: a\noffline_store: &x { type: file }\nonline_store:\n  <<: *x\n',
      /line 4, column 3: << stands for what is elsewhere: .* merges \(<<\) are not supported\nfix: write the value out$/,
    ],
    [
      'an unset variable',
      'project: a\nregistry: ${FEATLAB_UNSET}/r.db\n',
      /^feature_store.yaml line 2, column 1: registry: the variable FEATLAB_UNSET is not set\nfix: /,
    ],
    [
      'one file for both',
      'project: a\nregistry: a.db\nonline_store: { type: sqlite, path: ./a.db }\n',
      /are the same file a.db\nfix: /,
    ],
  ])('%s', (_, yaml, message) => {
    expect(() => read(yaml)).toThrow(message);
    expect(() => read(yaml)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', name: 'RepositoryError' }));
  });

  test('a folder without the file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'featlab-config-'));
    expect(() => readConfig(folder)).toThrow(/^feature_store.yaml cannot be read .*\nfix: /);
  });
});

describe('without a folder', () => {
  test('the same fields as an object, relative to the current folder', () => {
    const here = process.cwd();
    const config = createConfig({ project: 'a', online_store: { type: 'sqlite', path: 'o.db' } });
    expect(config).toMatchObject({ folder: here, project: 'a', onlineStore: { path: join(here, 'o.db') } });
  });

  test('the same validation', () => {
    const create = (fields: object) => () => createConfig(fields as ConfigFields);
    expect(create({ project: 'a', registri: 'x' })).toThrow(
      /^configuration: unknown key "registri"\nfix: did you mean registry/,
    );
    expect(create({ project: 5 })).toThrow(/^configuration: project is 5\nfix: /);
    expect(create({ project: 'a', online_store: { type: 'reddis' } })).toThrow(/unknown online store type "reddis"/);
    expect(create({ project: 'a', registry: '${FEATLAB_UNSET}' })).toThrow(/variable FEATLAB_UNSET is not set/);
    expect(create({})).toThrow(/no project/);
  });
});
