// What a serve that does nothing takes on this machine: a line in, its JSON, a line out.
import { createInterface } from 'node:readline';

const features = {
  avg_purchase: 12.345678901234567,
  n_purchases_7d: 5,
  avg_rating: 4.5,
  n_disputes_30d: 0,
  amount: 1.5,
  hour_of_day: 3,
};
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify({ ...JSON.parse(line), ...features })}\n`);
}
