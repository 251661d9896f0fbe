/** A value that goes to the database beside the statement, never in it. */
export type SqlValue =
  | { readonly type: 'int64'; readonly value: bigint }
  | { readonly type: 'string'; readonly value: string }
  /** Ticks of `unit` since 1970. `native` is the column's type that it is compared with, as the dialect calls it. */
  | { readonly type: 'instant'; readonly value: bigint; readonly unit: 'us' | 'ns'; readonly native: string }
  /** Days since 1970. */
  | { readonly type: 'date'; readonly value: number };

/** A piece of a statement. Text comes from this folder and the dialects alone; a name is quoted, a value is bound. */
export interface Sql {
  readonly parts: readonly (string | SqlValue)[];
}

/** A piece written as a template, with pieces inside. A list of pieces is put in with commas. */
export function sql(texts: TemplateStringsArray, ...inside: readonly (Sql | readonly Sql[])[]): Sql {
  const parts: (string | SqlValue)[] = [texts[0]];
  inside.forEach((piece, i) => {
    parts.push(...('parts' in piece ? piece : joined(piece, ', ')).parts, texts[i + 1]);
  });
  return { parts };
}

/** Text as it is: of a dialect, or a query that the user wrote. */
export function raw(text: string): Sql {
  return { parts: [text] };
}

/** A bound value. */
export function bound(value: SqlValue): Sql {
  return { parts: [value] };
}

export function joined(pieces: readonly Sql[], separator: string): Sql {
  return { parts: pieces.flatMap(({ parts }, i) => (i === 0 ? parts : [separator, ...parts])) };
}

/** Conditions that must all hold, as a WHERE clause; nothing where there are none. */
export function where(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? raw('') : sql` WHERE ${joined(conditions, ' AND ')}`;
}

/** The statement's text and what is bound in it. @param placeholder of the value at this index (from 0) */
export function rendered(
  { parts }: Sql,
  placeholder: (index: number, value: SqlValue) => string,
): { readonly text: string; readonly values: readonly SqlValue[] } {
  const values: SqlValue[] = [];
  const text = parts.map((part) => {
    if (typeof part === 'string') return part;
    values.push(part);
    return placeholder(values.length - 1, part);
  });
  return { text: text.join(''), values };
}
