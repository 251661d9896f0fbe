/** The `.ipynb` of a lesson (nbformat 4.5), without outputs: the same text for the same lesson, on any machine. */
export function toNotebook(lesson, language, state) {
  const cells = lesson.map((cell, i) =>
    cell.kind === 'prose'
      ? { cell_type: 'markdown', id: proseId(lesson, i), metadata: {}, source: toLines(cell.text[language]) }
      : {
          cell_type: 'code',
          execution_count: null,
          id: cell.name,
          metadata: cell.tags.length === 0 ? {} : { tags: cell.tags },
          outputs: [],
          source: toLines((state === 'starter' && cell.starter ? cell.starter : cell.text)[language]),
        },
  );
  return `${JSON.stringify({ cells, metadata: METADATA, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

const METADATA = {
  kernelspec: { display_name: 'TypeScript', language: 'typescript', name: 'tslab' },
  language_info: { file_extension: '.ts', mimetype: 'text/x-typescript', name: 'typescript' },
};

/** After the code cell that it leads to, so that it stays the same when cells are added elsewhere. */
function proseId(lesson, index) {
  const next = lesson.findIndex((cell, i) => i > index && cell.kind === 'code');
  const [to, name] = next < 0 ? [lesson.length, 'end'] : [next, lesson[next].name];
  const others = to - index - 1;
  return `${others === 0 ? 'text' : `text${others + 1}`}-${name}`;
}

/** Jupyter's form: one string a line, each with its line's end but the last. */
function toLines(text) {
  return text.split(/(?<=\n)/);
}
