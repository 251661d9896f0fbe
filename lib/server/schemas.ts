/** Columns by name, of equal length. */
export const COLUMNS = { type: 'object', additionalProperties: { type: 'array', items: {} } } as const;

const refused = (description: string): object => ({
  description,
  content: { 'application/json': { schema: { type: 'string', description: 'JSON of { module, class, message }' } } },
});

/** What every route may answer besides. */
export const REFUSALS: Readonly<Record<number, object>> = {
  400: refused('the body is no JSON, or a reference has no colon'),
  401: refused('no bearer token, or another one'),
  404: refused('an unknown view, feature, service or push source'),
  413: refused('the body is too large'),
  422: refused('a missing field, column or join key, or a value of another type'),
  503: refused('the online store cannot be reached now'),
};

/** Feast answers null to what it has done. */
export const DONE = {
  description: 'done',
  content: { 'application/json': { schema: { type: 'null' } } },
} as const;
