import type { FastifyInstance } from 'fastify';
import { Counter, Histogram, Registry } from 'prom-client';
import type { FeatureStatus } from '../online/outcome';
import type { OnlineResponse } from '../online/online-response';

/** Seconds. */
const BUCKETS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** What GET /metrics shows, in Prometheus' form. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Counter<'route' | 'status'>;
  readonly #seconds: Histogram<'route'>;
  readonly #features: Counter<'status'>;

  constructor() {
    const registers = [this.#registry];
    this.#requests = new Counter({
      name: 'featlab_requests_total',
      help: 'requests answered, by route and HTTP status',
      labelNames: ['route', 'status'],
      registers,
    });
    this.#seconds = new Histogram({
      name: 'featlab_request_duration_seconds',
      help: 'from the request to the end of its answer',
      labelNames: ['route'],
      buckets: BUCKETS,
      registers,
    });
    this.#features = new Counter({
      name: 'featlab_features_total',
      help: 'values answered, by status',
      labelNames: ['status'],
      registers,
    });
  }

  /** Counts every request, and answers at GET /metrics. */
  addTo(server: FastifyInstance): void {
    server.addHook('onResponse', async (request, reply) => {
      const route = request.routeOptions.url ?? 'none';
      this.#requests.inc({ route, status: reply.statusCode });
      this.#seconds.observe({ route }, reply.elapsedTime / 1000);
    });
    server.get('/metrics', { schema: { summary: 'Prometheus metrics' } }, async (_, reply) =>
      reply.type(this.#registry.contentType).send(await this.#registry.metrics()),
    );
  }

  countStatuses(response: OnlineResponse): void {
    const counts: Partial<Record<FeatureStatus, number>> = {};
    for (const { statuses } of response.columns().features) {
      for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
    }
    for (const [status, count] of Object.entries(counts)) this.#features.inc({ status }, count);
  }
}
