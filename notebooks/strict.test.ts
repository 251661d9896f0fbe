import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/**
 * The kernel checks each cell without `strict`, so a forgotten null shows nowhere. Here each notebook's cells,
 * one after the other, are a module for the newest compiler with `strict`.
 */
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  esModuleInterop: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: ['node'],
};

interface Notebook {
  readonly cells: readonly { readonly cell_type: string; readonly id: string; readonly source: readonly string[] }[];
}

const notebooks = ['es', 'en', 'solutions/es', 'solutions/en'].flatMap((language) =>
  readdirSync(join(__dirname, language))
    .filter((name) => name.endsWith('.ipynb'))
    .map((name) => `${language}/${name}`),
);

const modules = new Map(notebooks.map((name) => [join(__dirname, `${name}.ts`), moduleOf(name)]));

describe('the cells of each notebook compile with strict', () => {
  const program = ts.createProgram([...modules.keys()], OPTIONS, hostWith(modules));

  test.each(notebooks)('%s', (name) => {
    expect(errorsOf(program, join(__dirname, `${name}.ts`))).toEqual([]);
  });
});

test('a value that may be null is found', () => {
  const file = join(__dirname, 'es', 'null.ts');
  const code = 'const values: (number | null)[] = [1, null];\nvalues[1].toFixed(2);\nexport {};\n';
  const program = ts.createProgram([file], OPTIONS, hostWith(new Map([[file, code]])));
  expect(errorsOf(program, file)).toEqual(["2: Object is possibly 'null'."]);
});

function moduleOf(name: string): string {
  const { cells } = JSON.parse(readFileSync(join(__dirname, name), 'utf8')) as Notebook;
  const code = cells
    .filter((cell) => cell.cell_type === 'code')
    .map((cell) => `// ${cell.id}\n${cell.source.join('')}`);
  return `${code.join('\n')}\nexport {};\n`;
}

/** The file system, and beside it these files, which are nowhere on disk. */
function hostWith(files: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  const text = (file: string): string | undefined => files.get(join(file));
  return {
    ...host,
    fileExists: (file) => text(file) !== undefined || host.fileExists(file),
    readFile: (file) => text(file) ?? host.readFile(file),
    getSourceFile: (file, language) => {
      const code = text(file);
      return code === undefined ? host.getSourceFile(file, language) : ts.createSourceFile(file, code, language);
    },
  };
}

/** `line: message` of each error in `file`. */
function errorsOf(program: ts.Program, file: string): string[] {
  const source = program.getSourceFile(file.replaceAll('\\', '/'));
  return ts.getPreEmitDiagnostics(program, source).map(({ start, messageText }) => {
    const line = source && start !== undefined ? source.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${String(line)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
