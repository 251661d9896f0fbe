/** An attribute's value: S text, N number as text, M a map of these. */
export interface Attribute {
  readonly S?: string;
  readonly N?: string;
  readonly M?: Item;
}

export type Item = Readonly<Record<string, Attribute>>;

/** A page of items, and where the next one begins. */
export interface Page {
  readonly Items?: readonly Item[];
  readonly LastEvaluatedKey?: Item;
}

/** What of a BatchGetItem is to be read of one table. */
export interface KeysToGet {
  readonly Keys?: readonly Item[];
}

export interface BatchAnswer {
  readonly Responses?: Readonly<Record<string, readonly Item[]>>;
  readonly UnprocessedKeys?: Readonly<Record<string, KeysToGet>>;
}

/** What is needed of a `DynamoDB` (not a `DynamoDBClient`) of the package `@aws-sdk/client-dynamodb`. */
export interface DynamoDbClient {
  getItem(input: object): Promise<{ readonly Item?: Item }>;
  batchGetItem(input: object): Promise<BatchAnswer>;
  putItem(input: object): Promise<unknown>;
  deleteItem(input: object): Promise<unknown>;
  scan(input: object): Promise<Page>;
  createTable(input: object): Promise<unknown>;
  describeTable(input: object): Promise<{ readonly Table?: { readonly TableStatus?: string } }>;
  deleteTable(input: object): Promise<unknown>;
  updateTimeToLive(input: object): Promise<unknown>;
}
