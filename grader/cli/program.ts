import { Command } from 'commander';

import { addDelete } from './commands/delete';
import { addExplain } from './commands/explain';
import { addFetch } from './commands/fetch';
import { addGrade } from './commands/grade';
import { addPublish } from './commands/publish';
import { addReport } from './commands/report';
import type { Terminal } from './terminal';

/** `exit` sets the exit code of a command that ran to its end. */
export function createProgram(terminal: Terminal, exit: (code: number) => void): Command {
  const program = new Command('grade')
    .usage('SUBMISSIONS_DIR --out OUT | COMMAND …')
    .description('Grades the homework of a class. grader/README.md is the guide.')
    .configureOutput({ writeOut: (text) => terminal.out.write(text), writeErr: () => undefined })
    .exitOverride();
  for (const add of [addGrade, addExplain, addFetch, addReport, addPublish, addDelete]) add(program, terminal, exit);
  return program;
}
