import { startContestant } from './contestant-process.mjs';
import { median } from './median.mjs';

/**
 * Lets the contestants run in turn, `runs` times after one run to warm up, so that a machine that slows down slows them
 * all; each in a process of its own.
 * @param row `{ name, contestants: { name: spec }, runs, cores?, measure?, others? }`: `measure` is what of a run counts,
 *   `ms` by default, `others` what else is told of it; a slow contestant's spec may have fewer `runs`. The first is ours.
 * @returns for each contestant `{ runs, median, cpu, peakMiB, ratio }`; `ratio` is ours to it, the median run by run
 */
export async function race({ name, contestants, runs, cores = 2, measure = 'ms', others = [] }) {
  const started = Object.entries(contestants).map(([who, spec]) => ({
    who,
    ...startContestant(spec, cores),
    most: spec.runs ?? runs,
    runs: [],
  }));
  try {
    for (let run = 0; run <= runs; run++) {
      for (const each of started) if (run <= each.most) each.runs.push(await each.ask('run'));
    }
    const checks = await inTurn(started, (each) => each.ask('check'));
    const peaks = await inTurn(started, (each) => each.ask('peak'));
    agree(name, started, checks);
    return Object.fromEntries(
      started.map(({ who, runs: [, ...counted] }, i) => [
        who,
        {
          ...summary(counted, started[0].runs.slice(1), measure),
          ...Object.fromEntries(others.map((other) => [other, median(counted.map((run) => run[other]))])),
          peakMiB: peaks[i],
        },
      ]),
    );
  } finally {
    await Promise.all(started.map((each) => each.close()));
  }
}

async function inTurn(items, use) {
  const answers = [];
  for (const item of items) answers.push(await use(item));
  return answers;
}

function summary(counted, ours, measure) {
  const values = counted.map((run) => run[measure]);
  return {
    runs: values,
    median: median(values),
    cpu: median(counted.map((run) => run.cpu)),
    ratio: median(values.map((value, i) => ours[i][measure] / value)),
    cpuRatio: median(counted.map((run, i) => ours[i].cpu / run.cpu)),
  };
}

/** @throws Error where two contestants answered differently; one that cannot tell answers null */
function agree(name, started, checks) {
  const told = checks.flatMap((check, i) =>
    check === null ? [] : [{ who: started[i].who, text: JSON.stringify(check) }],
  );
  const other = told.find(({ text }) => text !== told[0].text);
  if (other) throw new Error(`${name}: ${told[0].who} answers ${told[0].text}, ${other.who} ${other.text}`);
}
