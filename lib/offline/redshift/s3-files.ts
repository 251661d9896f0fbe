import { createReadStream, statSync } from 'node:fs';
import { loadPackage } from '../../load-package';

/** Where a file of entity rows lies while Redshift reads it. */
export interface S3Files {
  /** @param url `s3://bucket/key` */
  put(url: string, file: string): Promise<unknown>;
  remove(url: string): Promise<unknown>;
}

/** What is needed of @aws-sdk/client-s3. */
export interface S3Package {
  readonly S3Client: new (options: object) => { send(command: object): Promise<unknown> };
  readonly PutObjectCommand: new (input: object) => object;
  readonly DeleteObjectCommand: new (input: object) => object;
}

/** @throws PackageError where the package is not installed */
export function loadedS3(): S3Package {
  return loadPackage('@aws-sdk/client-s3', 'a redshiftSource with s3_staging_location') as S3Package;
}

/** @param options the client's; its credentials are its own defaults, where none are there */
export function s3Files({ S3Client, PutObjectCommand, DeleteObjectCommand }: S3Package, options: object): S3Files {
  const client = new S3Client(options);
  return {
    put: (url, file) => {
      const body = { Body: createReadStream(file), ContentLength: statSync(file).size };
      return client.send(new PutObjectCommand({ ...objectOf(url), ...body }));
    },
    remove: (url) => client.send(new DeleteObjectCommand(objectOf(url))),
  };
}

function objectOf(url: string): { readonly Bucket: string; readonly Key: string } {
  const [bucket, ...key] = url.slice('s3://'.length).split('/');
  return { Bucket: bucket, Key: key.join('/') };
}
