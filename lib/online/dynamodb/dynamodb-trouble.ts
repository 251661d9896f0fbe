import type { Trouble } from '../remote-calls';

const DENIED =
  /^(AccessDenied|UnrecognizedClient|InvalidSignature|IncompleteSignature|ExpiredToken|MissingAuthentication|CredentialsProviderError|InvalidClientTokenId|TokenProviderError)/;
const UNREACHABLE =
  /^(TimeoutError|NetworkingError|AbortError|Throttling|ThrottledException|RequestLimitExceeded|ProvisionedThroughputExceeded|InternalServerError|InternalFailure|ServiceUnavailable)/;

/** What a failure of the AWS SDK, or of DynamoDB, is about. */
export function dynamoDbTrouble(error: object): Trouble | undefined {
  const name = 'name' in error ? String(error.name) : '';
  if (DENIED.test(name)) return 'denied';
  return UNREACHABLE.test(name) ? 'unreachable' : undefined;
}

/** A condition that does not hold: an answer, no failure. */
export function isConditionFailed(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}

export function isTableMissing(error: unknown): boolean {
  return error instanceof Error && error.name === 'ResourceNotFoundException';
}

/** Somebody else makes it, or takes it away, at this moment. */
export function isTableInUse(error: unknown): boolean {
  return error instanceof Error && error.name === 'ResourceInUseException';
}
