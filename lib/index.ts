import './runtime-check';
export { entity } from './definitions/entity';
export { featureService } from './definitions/feature-service';
export { featureView } from './definitions/feature-view';
export { fileSource } from './definitions/file-source';
export { onDemandFeatureView } from './definitions/on-demand-feature-view';
export { requestSource } from './definitions/request-source';
export { pushSource } from './definitions/push-source';
export {
  bigQuerySource,
  duckDbSource,
  postgresSource,
  redshiftSource,
  snowflakeSource,
  sparkSource,
} from './definitions/table-source';
export { FeatureStoreError, isFeatureStoreError } from './errors';
export { initRepository } from './init-repository';
export { bigtableOnlineStore } from './online/bigtable';
export { dynamoDbOnlineStore } from './online/dynamodb';
export { postgresOnlineStore } from './online/postgres';
export { redisOnlineStore } from './online/redis';
export { createFeatureStore, openFeatureStore } from './open-store';
export type { FileEngine } from './open-store';
export { bigQueryOfflineStore } from './offline/bigquery/bigquery-offline-store';
export { duckDbOfflineStore } from './offline/duckdb/duckdb-offline-store';
export { postgresOfflineStore } from './offline/postgres/postgres-offline-store';
export { redshiftOfflineStore } from './offline/redshift/redshift-offline-store';
export { sparkOfflineStore } from './offline/spark/spark-offline-store';
export { snowflakeOfflineStore } from './offline/snowflake/snowflake-offline-store';
export { timing } from './timing';
export type { ApplyResult } from './apply';
export type { Definition } from './definitions/definition';
export type { Derived, SourceRow } from './definitions/derive';
export type { Entity } from './definitions/entity';
export type { FeatureService } from './definitions/feature-service';
export type { FeatureSelection, FeatureView } from './definitions/feature-view';
export type { DataSource } from './definitions/data-source';
export type { FileSource } from './definitions/file-source';
export type { OnDemandFeatureView } from './definitions/on-demand-feature-view';
export type { RequestSource } from './definitions/request-source';
export type { PushSource } from './definitions/push-source';
export type { TableSource, TableSourceOptions } from './definitions/table-source';
export type { EntityDfInput } from './entity-df/entity-df';
export type { ErrorCode } from './errors';
export type { Explanation } from './explain';
export type { MaterializeProgress, MaterializeResult } from './materialize';
export type { BigtableOptions } from './online/bigtable';
export type { DynamoDbOptions } from './online/dynamodb';
export type { OfflineStore, QueryPlan } from './offline/offline-store';
export type { EntityRow } from './online/get-online-features';
export type { OnlineResponse } from './online/online-response';
export type { OnlineStore } from './online/online-store';
export type { FeatureStatus } from './online/outcome';
export type { PostgresOptions } from './online/postgres';
export type { RedisOptions } from './online/redis';
export type { GetHistoricalFeatures, GetOnlineFeatures, MaterializeOptions, SkewCheck } from './store';
export type { PushResult, PushTarget } from './push/push';
export type { SkewMismatch, SkewReport } from './skew';
export type { NewRepository } from './repository/init';
export type { Duration } from './time/duration';
export type { TimeInput } from './time/time';
export type { Timing } from './timing';
export type { AnyFeatureStore as FeatureStore, TypedFeatureStore } from './typed-feature-store';
export type { TrainingSet } from './training-set/training-set';
export type { JoinKeys, KeyType, Schema, Value, ValueType } from './types';
