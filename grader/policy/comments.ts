import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { CHECK_IDS } from '../check-list';
import { GraderError } from '../grader-error';
import { YamlSection } from './yaml-section';

/** What the instructor adds to a submission's report. */
export interface Comment {
  readonly text: string;
  /** Added to the grade, or taken from it. */
  readonly points: number;
  /** By check id, shown with it. */
  readonly checks: Readonly<Record<string, string>>;
}

/**
 * The comments in a YAML file, by submission: a text, or `{ text, points, checks: { E1: … } }`.
 * @throws GraderError with the file and line of what is wrong
 */
export function readComments(file: string): ReadonlyMap<string, Comment> {
  try {
    return parseComments(readFileSync(file, 'utf8'), basename(file));
  } catch (error) {
    if (error instanceof GraderError) throw error;
    throw new GraderError(
      `the comments ${file} cannot be read (${error instanceof Error ? error.message : String(error)})`,
      'name a YAML file such as: ana-perez: Well done',
    );
  }
}

export function parseComments(text: string, file: string): ReadonlyMap<string, Comment> {
  const yaml = YamlSection.parse(text, file);
  return new Map(yaml.keys.map((name) => [name, commentOf(yaml, name)]));
}

function commentOf(yaml: YamlSection, name: string): Comment {
  if (typeof yaml.value(name)?.value === 'string') return { text: yaml.text(name) ?? '', points: 0, checks: {} };
  const section = yaml.section(name).allow(['text', 'points', 'checks']);
  const checks = section.section('checks').allow(CHECK_IDS);
  return {
    text: section.text('text') ?? '',
    points: section.number('points', -100, 100) ?? 0,
    checks: Object.fromEntries(checks.keys.map((id) => [id, checks.text(id) ?? ''])),
  };
}
