import ts from 'typescript';

/**
 * TypeScript as its tree: the kind of each node, and its name or number; of a text only that there is one, of comments
 * nothing. What was translated has the same shape.
 */
export function codeShape(code: string): string[] {
  const shape = (node: ts.Node): string[] => {
    const named = ts.isIdentifier(node) || ts.isNumericLiteral(node);
    const children: string[][] = [];
    ts.forEachChild(node, (child) => void children.push(shape(child)));
    return [ts.SyntaxKind[node.kind] + (named ? ` ${node.text}` : ''), ...children.flat()];
  };
  return shape(ts.createSourceFile('code.ts', code, ts.ScriptTarget.ES2022));
}
