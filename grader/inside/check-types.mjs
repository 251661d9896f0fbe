// The type errors of the entry points and of what they import from beside them. Prints JSON; nothing of it is executed.
import { createRequire } from 'node:module';

const [kit, submission, ...entries] = process.argv.slice(2);
/** As the compiler writes paths. */
const folder = submission.replaceAll('\\', '/');
const ts = createRequire(`${kit}/package.json`)('typescript');

// What the runtime takes is no error here: modules of either kind, whatever package.json says, and all that Node has.
const options = {
  target: ts.ScriptTarget.ESNext,
  // Without the browser's: Node's own types have what Node has of them.
  lib: ['lib.esnext.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: ['node'],
  typeRoots: [`${kit}/node_modules/@types`],
  moduleDetection: ts.ModuleDetectionKind.Force,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
};
const host = ts.createCompilerHost(options);
// Half of what there is to parse are the comments in Node's own types.
host.jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
const program = ts.createProgram(
  entries.map((name) => `${folder}/${name}`),
  options,
  host,
);
const errors = program
  .getSourceFiles()
  .filter(({ fileName }) => fileName.startsWith(`${folder}/`) && !fileName.includes('/node_modules/'))
  .flatMap((file) => program.getSemanticDiagnostics(file))
  .filter(({ code }) => !isImplicitAny(code));
console.log(JSON.stringify({ count: errors.length, first: errors.slice(0, 1).map(told)[0] }));

/** A type that nobody wrote down hides errors and is none. (Without `strict` an empty array would be one of `never`.) */
function isImplicitAny(code) {
  return code >= 7000 && code < 7100;
}

function told({ file, start, messageText }) {
  const { line } = file.getLineAndCharacterOfPosition(start);
  const message = ts.flattenDiagnosticMessageText(messageText, '\n').split('\n')[0];
  return { file: file.fileName.slice(folder.length + 1), line: line + 1, message: message.slice(0, 300) };
}
