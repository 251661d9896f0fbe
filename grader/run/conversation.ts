import { createInterface } from 'node:readline';
import { VIEWS } from '../fraud/views';
import type { Request } from '../fraud/world';
import type { Ended, Run } from '../sandbox/start';

/** An answer is a JSON object on a line of its own, of no more than this many characters. */
const LONGEST = 20_000;
/** ms that an answer may take, and the end after the end of input. */
const PATIENCE = 10_000;
export const FAREWELL = 5_000;
/** ms between two pieces of a line: who is ready reads the first one meanwhile. */
const PAUSE = 20;

/** Asks a running serve.ts: requests one way, lines the other. */
export class Conversation {
  readonly noise: string[] = [];
  readonly #answers: string[] = [];
  /** Answers, and objects with the ids alone: an echo of the request, or an answer whose nulls were left out. */
  readonly #objects: string[] = [];
  #taken = 0;
  #over = false;
  #wake: () => void = () => undefined;

  constructor(readonly run: Run) {
    const lines = createInterface({ input: run.stdout, crlfDelay: Infinity });
    lines.on('line', (line) => this.#hear(line));
    lines.on('close', () => this.#end());
    void run.ended.catch(() => undefined).then(() => this.#end());
  }

  /** Every request at once, then the end of input. */
  async all(requests: readonly Request[]): Promise<(string | undefined)[]> {
    this.run.stdin.end(requests.map((request) => `${JSON.stringify(request)}\n`).join(''));
    const answers: string[] = [];
    while (answers.length < requests.length) {
      const answer = await this.#next(2 * PATIENCE);
      // Who is silent once is not waited for again.
      if (answer === undefined) break;
      answers.push(answer);
    }
    // Whose answers are too few, and just enough with those of ids alone, has said nothing where all is null.
    const isWhole = answers.length === requests.length || this.#objects.length > requests.length;
    return isWhole ? answers : [...this.#objects];
  }

  /**
   * One request, its answer, which has values; undefined where none comes in time.
   * @param inPieces its line comes in two, one after the other, as it may through a pipe
   */
  async ask(request: Request, { inPieces = false }: { readonly inPieces?: boolean } = {}): Promise<string | undefined> {
    const line = `${JSON.stringify(request)}\n`;
    const cut = inPieces ? line.indexOf(',') : 0;
    if (inPieces) {
      this.run.stdin.write(line.slice(0, cut));
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    this.run.stdin.write(line.slice(cut));
    return this.#next(PATIENCE);
  }

  /** Ends the input and waits for the end of the run, or makes it after `patience` ms. */
  async end(
    patience: number = FAREWELL,
  ): Promise<{ ended: Ended; endedItself: boolean; noise: readonly string[]; further: number }> {
    this.run.stdin.end();
    let killed = false;
    const stop = this.#after(patience, () => {
      killed = true;
      this.run.kill();
    });
    const ended = await this.run.ended.finally(stop);
    const further = this.#answers.length - this.#taken;
    return { ended, endedItself: !killed && ended.code === 0, noise: this.noise, further };
  }

  async #next(patience: number): Promise<string | undefined> {
    if (this.#answers.length <= this.#taken && !this.#over) {
      await new Promise<void>((resolve) => {
        const stop = this.#after(patience, resolve);
        this.#wake = () => {
          stop();
          resolve();
        };
      });
    }
    return this.#answers.length > this.#taken ? this.#answers[this.#taken++] : undefined;
  }

  /** Calls back after so many ms of the run's own: those in which it got no processor are added. Answers how to stop it. */
  #after(ms: number, callback: () => void): () => void {
    let timer: NodeJS.Timeout;
    const wait = (left: number): void => {
      const before = this.run.waited();
      timer = setTimeout(() => {
        const more = this.run.waited() - before;
        if (more < 1) callback();
        else wait(more);
      }, left);
    };
    wait(ms);
    return () => clearTimeout(timer);
  }

  #hear(line: string): void {
    const [isObject, isAnswer] = [names(line, IDS), names(line, FEATURES)];
    if (isObject || isAnswer) this.#objects.push(line);
    if (isAnswer) {
      this.#answers.push(line);
      this.#wake();
    } else if (line.trim() !== '' && this.noise.length < 20) this.noise.push(line.slice(0, 200));
  }

  #end(): void {
    this.#over = true;
    this.#wake();
  }
}

const IDS = ['customer_id', 'merchant_id'];
const FEATURES = VIEWS.flatMap(({ features }) => features);

/** A JSON object with one of the fields, however wrong; anything else is noise, and costs no more than that. */
function names(line: string, fields: readonly string[]): boolean {
  return (
    line.trimStart().startsWith('{') && line.length <= LONGEST && fields.some((name) => line.includes(`"${name}"`))
  );
}
