import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type ts from 'typescript';

const modules = join(process.cwd(), 'node_modules');
const built = join(process.cwd(), 'dist', 'lib').replaceAll('\\', '/');

/** The kernel's compiler as the kernel sets it, and two that engineers use. */
const COMPILERS = [
  { name: 'TypeScript 5.0.4 without strict', tsc: '@tslab/typescript-for-tslab/lib/tsc.js', strict: false },
  { name: 'TypeScript 5.9 strict', tsc: 'typescript/lib/tsc.js', strict: true },
  { name: 'TypeScript 7.0 strict', tsc: 'typescript-7/lib/tsc.js', strict: true },
];

interface Diagnostic {
  readonly line: number;
  readonly message: string;
}

const folder = mkdtempSync(join(tmpdir(), 'featlab-infer-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a compiler says of programs that stand on the built package: name → its errors. */
async function errorsOf(
  compiler: (typeof COMPILERS)[number],
  programs: Record<string, string>,
): Promise<Record<string, Diagnostic[]>> {
  const place = mkdtempSync(join(folder, 'x'));
  const files = Object.keys(programs).map((name) => join(place, `${name}.ts`));
  Object.values(programs).forEach((source, i) => writeFileSync(files[i], standing(source)));
  const module = compiler.strict ? 'node16' : 'commonjs';
  const options = ['--target', 'es2022', '--module', module, '--noEmit', '--skipLibCheck'];
  const types = ['--types', 'node', '--typeRoots', join(modules, '@types'), '--strict', String(compiler.strict)];
  const output = await run(process.execPath, [join(modules, compiler.tsc), ...options, ...types, ...files]);
  const found = [...output.matchAll(/(\w+)\.ts\((\d+),\d+\): error TS\d+: (.*(?:\n .*)*)/g)];
  return Object.fromEntries(
    Object.keys(programs).map((name) => {
      const own = found.filter((match) => match[1] === name);
      return [name, own.map((match) => ({ line: Number(match[2]), message: match[3] }))];
    }),
  );
}

const standing = (source: string) => source.replaceAll("from './", `from '${built}/`);

function run(command: string, parameters: string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(command, parameters, { cwd: folder }, (_, stdout, stderr) => resolve(stdout + stderr));
  });
}

const assertions = readFileSync(join(process.cwd(), 'lib', 'infer.test-d.ts'), 'utf8');

/** The errors that the comments in the file expect. */
const expected = assertions.split('\n').flatMap((line, i) => {
  const part = /@ts-expect-error (.*)/.exec(line)?.[1];
  return part === undefined ? [] : [{ line: i + 2, message: part }];
});

describe.each(COMPILERS)('$name', (compiler) => {
  let errors: Record<string, Diagnostic[]>;
  beforeAll(async () => {
    const open = assertions.replaceAll('@ts-expect-error', 'expected:');
    errors = await errorsOf(compiler, { assertions: open, many: manyReferences(100, 100) });
  });

  test('the assertions of infer.test-d.ts hold: errors are where they are expected, and nowhere else', () => {
    expect(expected).toHaveLength(11);
    expect(new Set(errors.assertions.map(({ line }) => line))).toEqual(new Set(expected.map(({ line }) => line)));
  });

  test.each(expected)('line $line: $message', ({ line, message }) => {
    const here = errors.assertions.filter((error) => error.line === line);
    expect(here.map((error) => error.message).join('\n')).toContain(message);
  });

  test('one typo among 100 references, of 10,000 that there are: one error', () => {
    expect(errors.many).toHaveLength(1);
    expect(errors.many[0]?.message).toContain(`Did you mean '"view7:f7_7"'?`);
  });
});

/** `views` views of `features` features each; asks for the first 100 and one that does not exist. */
function manyReferences(views: number, features: number): string {
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => String(i));
  const schema = (view: string) => numbers(features).map((f) => `f${view}_${f}: 'float64'`);
  const asked = [...numbers(features).map((f) => `'view0:f0_${f}'`), `'view7:f7_7x'`];
  return `
    import { entity } from './definitions/entity';
    import { featureView } from './definitions/feature-view';
    import { fileSource } from './definitions/file-source';
    import type { TypedFeatureStore } from './typed-feature-store';
    const driver = entity({ name: 'driver', joinKeys: { driver_id: 'int64' } });
    const source = fileSource({ name: 's', path: 's.parquet', timestampField: 'event_timestamp' });
    const views = {
      ${numbers(views)
        .map(
          (v) =>
            `v${v}: featureView({ name: 'view${v}', entities: [driver], source, schema: { ${schema(v).join(', ')} } }),`,
        )
        .join('\n')}
    };
    declare const store: TypedFeatureStore<typeof views>;
    void store.getOnlineFeatures({ features: [${asked.join(', ')}], entityRows: [{ driver_id: 1 }] });`;
}

describe('Tab in a notebook completes', () => {
  const head = assertions.slice(0, assertions.indexOf('export async function online'));

  test.each<[string, string[]]>([
    ["store.getOnlineFeatures({ features: ['|'] })", ['drivers:trips', 'origin:city', 'weather:city', 'world:price']],
    ["store.getOnlineFeatures({ features: ['weather:city', 'o|'] })", ['origin:city', 'origin:temperature']],
    ["store.getHistoricalFeatures({ entityDf: 'x.csv', features: ['|'] })", ['weather:city']],
    ["store.getOnlineFeatures({ features: { featureService: '|' } })", ['trip']],
    ["store.getOnlineFeatures({ features: ['drivers:ok'], entityRows: [{ | }] })", ['driver_id', 'region']],
    [
      "store.getOnlineFeatures({ features: ['drivers:ok'], entityRows: [key] }).then((r) => r.toRows()[0].|)",
      ['driver_id', 'ok'],
    ],
  ])('%s', (call, names) => {
    expect(completionsAt(head + call)).toEqual(expect.arrayContaining(names));
  });
});

/** What the kernel's own language service offers at the `|`. */
function completionsAt(source: string): string[] {
  const position = source.lastIndexOf('|');
  cell.text = standing(source.slice(0, position) + source.slice(position + 1));
  cell.version += 1;
  service ??= languageService();
  const found = service.getCompletionsAtPosition(cell.file, standing(source).lastIndexOf('|'), {});
  return found?.entries.map(({ name }) => name) ?? [];
}

/** One cell after the other, as in a notebook. */
const cell = { file: join(folder, 'cell.ts'), text: '', version: 0 };
let service: ts.LanguageService | undefined;

function languageService(): ts.LanguageService {
  const compiler = createRequire(join(modules, 'x.js'))('@tslab/typescript-for-tslab/lib/typescript.js') as typeof ts;
  return compiler.createLanguageService({
    readFile: (name) => compiler.sys.readFile(name),
    fileExists: (name) => compiler.sys.fileExists(name),
    directoryExists: (name) => compiler.sys.directoryExists(name),
    getCompilationSettings: () => ({
      target: compiler.ScriptTarget.ES2022,
      module: compiler.ModuleKind.CommonJS,
      types: [],
    }),
    getScriptFileNames: () => [cell.file],
    getScriptVersion: (name) => (name === cell.file ? String(cell.version) : '1'),
    getScriptSnapshot: (name) => {
      const content = name === cell.file ? cell.text : compiler.sys.readFile(name);
      return content === undefined ? undefined : compiler.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: (options) => compiler.getDefaultLibFilePath(options),
  });
}
