import { main } from './cli/main';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => stop.abort(new Error(`stopped by ${signal}; the same command goes on from here`)));
}

void main(process.argv.slice(2), { out: process.stdout, err: process.stderr, signal: stop.signal }).then((code) => {
  process.exitCode = code;
});
