import { File, Region, TokenizedFile } from '@dodona/dolos-core';
import * as ts from 'typescript';

/** A file of TypeScript. */
export interface Code {
  readonly name: string;
  readonly text: string;
}

/**
 * The code as Dolos compares it: kinds of tokens. Names, values, comments and space do not count, so that renaming
 * hides nothing.
 */
export function tokenFile({ name, text }: Code): TokenizedFile {
  const tokens: string[] = [];
  const places: Region[] = [];
  for (const token of tokensOf(text)) {
    tokens.push(String(token.kind));
    places.push(new Region(0, token.pos, 0, token.end));
  }
  return new TokenizedFile(new File(name, ''), tokens, places);
}

/** By the parser: where a template or a regular expression ends, the scanner alone does not know. */
function tokensOf(text: string): readonly ts.Node[] {
  const tokens: ts.Node[] = [];
  try {
    const source = ts.createSourceFile('code.ts', text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
    addTokens(source, source, tokens);
  } catch (error) {
    // Nested deeper than any code is: nothing to compare it by.
    if (!(error instanceof RangeError)) throw error;
  }
  return tokens;
}

function addTokens(node: ts.Node, source: ts.SourceFile, tokens: ts.Node[]): void {
  if (ts.isJSDoc(node) || node.kind === ts.SyntaxKind.EndOfFileToken) return;
  const children = node.getChildren(source);
  if (children.length === 0 && node.end > node.pos && !isList(node)) tokens.push(node);
  for (const child of children) addTokens(child, source, tokens);
}

function isList({ kind }: ts.Node): boolean {
  return kind === ts.SyntaxKind.SyntaxList;
}
