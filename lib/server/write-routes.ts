import type { FastifyInstance } from 'fastify';
import { checkTarget } from '../push/push';
import type { FeatureStore } from '../store';
import { checkRows } from './entity-rows';
import type { BodyColumns } from './entity-rows';
import { COLUMNS, DONE, REFUSALS } from './schemas';
import type { ServerOptions } from './server-options';

interface PushBody {
  readonly push_source_name: string;
  readonly df: BodyColumns;
  readonly to?: string;
}

interface WriteBody {
  readonly feature_view_name: string;
  readonly df: BodyColumns;
}

const PUSH = {
  type: 'object',
  required: ['push_source_name', 'df'],
  properties: {
    push_source_name: { type: 'string' },
    df: { ...COLUMNS, description: "rows in the source's columns" },
    to: { type: 'string', description: 'online (the default), offline or online_and_offline' },
  },
} as const;

const WRITE = {
  type: 'object',
  required: ['feature_view_name', 'df'],
  properties: {
    feature_view_name: { type: 'string' },
    df: { ...COLUMNS, description: "rows in the view's own names, with event_timestamp and created" },
  },
} as const;

/** POST /push and /write-to-online-store, as Feast's (its own client pushes by the second). Newer wins. */
export function addWriteRoutes(server: FastifyInstance, store: FeatureStore, { maxRows }: ServerOptions): void {
  const response = { 200: DONE, ...REFUSALS };
  const push = { summary: 'Write rows to the views of a push source', body: PUSH, response };
  server.post<{ Body: PushBody }>('/push', { schema: push }, async ({ body }) => {
    const to = checkTarget(body.to ?? 'online');
    checkLength(body.df, maxRows);
    await store.push(body.push_source_name, body.df, { to });
    return null;
  });
  const write = { summary: 'Write rows of one view', body: WRITE, response };
  server.post<{ Body: WriteBody }>('/write-to-online-store', { schema: write }, async ({ body }) => {
    checkLength(body.df, maxRows);
    await store.writeToOnlineStore(body.feature_view_name, body.df);
    return null;
  });
}

function checkLength(columns: BodyColumns, most: number): void {
  const longest = Object.values(columns).reduce((rows, { length }) => Math.max(rows, length), 0);
  checkRows(longest, most);
}
