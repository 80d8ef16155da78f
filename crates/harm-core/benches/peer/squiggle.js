// The question of METHODS.md's log-normal row, put to Squiggle as one would write it there: a risk per tenfold step that
// is 90% sure to lie between 0.01% and 10% and is no more than 1, shared by ten steps. Prints time and error.

import { run } from "@quri/squiggle-lang";

const QUESTION = `
p = truncateRight(0.0001 to 0.1, 1)
mean(1 - (1 - p)^10)
`;
// From arithmetic with 40 digits.
const TRUTH = 0.1197696646;
const RUNS = 25;

async function ask(sampleCount, seed) {
  const began = performance.now();
  const output = await run(QUESTION, { environment: { sampleCount, xyPointLength: 1000, seed: String(seed) } });
  const milliseconds = performance.now() - began;
  if (!output.result.ok) throw new Error(String(output.result.value));
  return { milliseconds, error: Number(String(output.result.value.result)) / TRUTH - 1 };
}

// The first runs compile.
for (let i = 0; i < 5; i++) await ask(1000, i);

console.log(`Squiggle, ${RUNS} runs each, every one with a seed of its own`);
for (const samples of [1_000, 100_000]) {
  const runs = [];
  for (let seed = 1; seed <= RUNS; seed++) runs.push(await ask(samples, seed));
  const times = runs.map((one) => one.milliseconds).sort((a, b) => a - b);
  const typical = Math.sqrt(runs.reduce((sum, one) => sum + one.error ** 2, 0) / RUNS);
  const largest = Math.max(...runs.map((one) => Math.abs(one.error)));
  const percent = (share) => `${(100 * share).toFixed(2)}%`;
  console.log(
    `${String(samples).padStart(7)} samples: ${times[RUNS >> 1].toFixed(1)} ms (median), ` +
      `error ${percent(typical)} (root mean square), ${percent(largest)} (largest)`,
  );
}
