import { File, Region, TokenizedFile } from '@dodona/dolos-core';
import * as ts from 'typescript';

/** A submission's TypeScript as one text, file after file. */
export interface Code {
  readonly name: string;
  readonly text: string;
}

/**
 * The code as Dolos compares it: kinds of tokens. Names, values, comments and space do not count, so that renaming
 * hides nothing.
 */
export function tokenFile({ name, text }: Code): TokenizedFile {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, text);
  const tokens: string[] = [];
  const places: Region[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    tokens.push(String(kind));
    places.push(new Region(0, scanner.getTokenStart(), 0, scanner.getTokenEnd()));
  }
  return new TokenizedFile(new File(name, ''), tokens, places);
}
