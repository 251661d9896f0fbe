import type { FastifyInstance } from 'fastify';
import type { FeatureStore, MaterializeOptions } from '../store';
import { DONE, REFUSALS } from './schemas';

interface WindowBody {
  readonly start_ts?: string | null;
  readonly end_ts: string;
  readonly feature_views?: readonly string[] | null;
}

const TIME = { type: 'string', description: 'ISO 8601; UTC where it has no zone' } as const;
const VIEWS = {
  type: ['array', 'null'],
  items: { type: 'string' },
  description: 'all that are online where absent',
} as const;

const WINDOW = {
  type: 'object',
  required: ['start_ts', 'end_ts'],
  properties: { start_ts: TIME, end_ts: TIME, feature_views: VIEWS },
} as const;

const INCREMENT = {
  type: 'object',
  required: ['end_ts'],
  properties: { end_ts: TIME, feature_views: VIEWS },
} as const;

/** POST /materialize and /materialize-incremental, as Feast's. */
export function addMaterializeRoutes(server: FastifyInstance, store: FeatureStore): void {
  const response = { 200: DONE, ...REFUSALS };
  const window = { summary: 'Write the newest row of each key within a window', body: WINDOW, response };
  server.post<{ Body: WindowBody }>('/materialize', { schema: window }, async ({ body }) => {
    await store.materialize(body.start_ts ?? null, body.end_ts, viewsOf(body));
    return null;
  });
  const increment = { summary: 'Write what came since the last increment', body: INCREMENT, response };
  server.post<{ Body: WindowBody }>('/materialize-incremental', { schema: increment }, async ({ body }) => {
    await store.materializeIncremental(body.end_ts, viewsOf(body));
    return null;
  });
}

function viewsOf({ feature_views: views }: WindowBody): MaterializeOptions {
  return views ? { views } : {};
}
