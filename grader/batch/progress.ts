import { SingleBar } from 'cli-progress';

import { printable } from './printable';
import type { StoredResult } from './stored-result';

/** What is told while a batch runs. */
export interface Progress {
  readonly done: (result: StoredResult) => void;
  readonly stop: () => void;
}

/**
 * On a terminal a bar with the time left; else a line for each submission.
 * @param now milliseconds
 */
export function startProgress(total: number, stream: NodeJS.WriteStream, now: () => number): Progress {
  const begin = now();
  let done = 0;
  const left = (): string => timeText(((now() - begin) / done) * (total - done));
  if (!stream.isTTY) {
    return {
      done: (result) => {
        done++;
        stream.write(`[${String(done)}/${String(total)}] ${lineOf(result)}${done < total ? `, ${left()} left` : ''}\n`);
      },
      stop: () => undefined,
    };
  }
  const format = '{bar} {value}/{total} · {left} left · {last}';
  const bar = new SingleBar({ stream, format, clearOnComplete: true, hideCursor: false, gracefulExit: false });
  bar.start(total, 0, { left: '?', last: '' });
  return {
    done: (result) => {
      done++;
      bar.update(done, { left: left(), last: lineOf(result) });
    },
    stop: () => bar.stop(),
  };
}

function lineOf({ checks, gradable, score, submission }: StoredResult): string {
  const broken = checks.some(({ status }) => status === 'error');
  const text = broken ? "the grader's own error" : gradable ? String(score) : 'not gradable';
  return `${printable(submission)}  ${text}`;
}

/** `45 s`, `12 min`, `1 h 5 min` */
export function timeText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 90) return `${String(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${String(minutes)} min`;
  return `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`;
}
