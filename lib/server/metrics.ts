import type { FastifyInstance } from 'fastify';
import { Counter, Histogram, Registry } from 'prom-client';
import type { FeatureStatus } from '../online/outcome';

/** Seconds. */
const BUCKETS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** How many values were answered, by status. */
export type StatusCounts = Record<FeatureStatus, number>;

/** What GET /metrics shows, in Prometheus' form. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #seconds: Histogram<'route'>;
  /** A request adds to these alone; Prometheus' own counters are made of them when it asks. By `status route`. */
  readonly requests: Map<string, number> = new Map();
  readonly statuses: StatusCounts = { PRESENT: 0, NULL_VALUE: 0, NOT_FOUND: 0, OUTSIDE_MAX_AGE: 0 };

  constructor() {
    const registers = [this.#registry];
    const { statuses, requests } = this;
    new Counter({
      name: 'featlab_requests_total',
      help: 'requests answered, by route and HTTP status',
      labelNames: ['route', 'status'],
      registers,
      collect() {
        this.reset();
        for (const [key, count] of requests) {
          const [status, route] = key.split(' ');
          this.inc({ route, status }, count);
        }
      },
    });
    this.#seconds = new Histogram({
      name: 'featlab_request_duration_seconds',
      help: 'from the request to the end of its answer',
      labelNames: ['route'],
      buckets: BUCKETS,
      registers,
    });
    new Counter({
      name: 'featlab_features_total',
      help: 'values answered, by status',
      labelNames: ['status'],
      registers,
      collect() {
        this.reset();
        for (const [status, count] of Object.entries(statuses)) this.inc({ status }, count);
      },
    });
  }

  /** Counts every request, and answers at GET /metrics. */
  addTo(server: FastifyInstance): void {
    server.addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'none';
      const key = `${String(reply.statusCode)} ${route}`;
      this.requests.set(key, (this.requests.get(key) ?? 0) + 1);
      this.#seconds.observe({ route }, reply.elapsedTime / 1000);
      done();
    });
    server.get('/metrics', { schema: { summary: 'Prometheus metrics' } }, async (_, reply) =>
      reply.type(this.#registry.contentType).send(await this.#registry.metrics()),
    );
  }
}
