import type { FastifyInstance } from 'fastify';
import { InputError } from '../errors';
import type { FeatureRequest } from '../refs';
import type { FeatureStore } from '../store';
import { endOfTurn } from './end-of-turn';
import { entityRows } from './entity-rows';
import type { BodyColumns } from './entity-rows';
import { feastAnswer } from './feast-answer';
import type { Metrics } from './metrics';
import { COLUMNS, REFUSALS } from './schemas';
import type { ServerOptions } from './server-options';

interface ReadBody {
  readonly entities: BodyColumns;
  readonly features?: readonly string[] | null;
  readonly feature_service?: string | null;
  readonly full_feature_names?: boolean;
  readonly include_feature_view_version_metadata?: boolean;
}

const BODY = {
  type: 'object',
  required: ['entities'],
  properties: {
    entities: { ...COLUMNS, description: 'join key → its values, one for each row' },
    features: { type: ['array', 'null'], items: { type: 'string' }, description: 'view:feature, in the order wanted' },
    feature_service: { type: ['string', 'null'], description: 'in place of features' },
    full_feature_names: { type: 'boolean', description: 'view__feature in the answer' },
    include_feature_view_version_metadata: { type: 'boolean' },
  },
} as const;

const RESULT = {
  type: 'object',
  properties: {
    values: { type: 'array', items: {} },
    statuses: {
      type: 'array',
      items: { type: 'string', enum: ['PRESENT', 'NULL_VALUE', 'NOT_FOUND', 'OUTSIDE_MAX_AGE'] },
    },
    event_timestamps: { type: 'array', items: { type: 'string', format: 'date-time' } },
  },
} as const;

/** What `reply.type` would make of it each time. */
const JSON_TYPE = 'application/json; charset=utf-8';

/** POST /get-online-features, as Feast's. */
export function addReadRoutes(
  server: FastifyInstance,
  store: FeatureStore,
  metrics: Metrics,
  { maxRows }: ServerOptions,
): void {
  const schema = {
    summary: 'The features of some entities, as they are served now',
    body: BODY,
    response: { 200: { description: 'in the order of metadata.feature_names', content: answerContent() }, ...REFUSALS },
  };
  server.post<{ Body: ReadBody }>('/get-online-features', { schema }, async (request, reply) => {
    const { body } = request;
    const features = featuresOf(body);
    const rows = entityRows(body.entities, maxRows);
    const fullFeatureNames = body.full_feature_names ?? false;
    const response = await store.serveOnlineFeatures({ features, entityRows: rows, fullFeatureNames });
    const withViews = body.include_feature_view_version_metadata ?? false;
    const answer = feastAnswer(response.parts, withViews, metrics.statuses);
    await endOfTurn();
    return reply.header('content-type', JSON_TYPE).send(answer);
  });
}

function answerContent(): object {
  const metadata = { type: 'object', properties: { feature_names: { type: 'array', items: { type: 'string' } } } };
  const schema = { type: 'object', properties: { results: { type: 'array', items: RESULT }, metadata } };
  return { 'application/json': { schema } };
}

/** @throws InputError where neither is asked for; a service outranks features, as in Feast */
function featuresOf({ features, feature_service: service }: ReadBody): FeatureRequest {
  if (typeof service === 'string') return { featureService: service };
  if (features && features.length > 0) return features;
  throw new InputError('INPUT_INVALID', 'no features are asked for', 'add features or a feature_service to the body');
}
