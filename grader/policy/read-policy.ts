import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { CHECK_IDS, CHECKS, GROUPS, weightOf } from '../check-list';
import type { CheckId, Group } from '../check-list';
import { GraderError } from '../grader-error';
import { DAY, parseDuration, parseTime } from './duration';
import { DEFAULT_POLICY } from './policy';
import type { Cohort, Extension, LatePolicy, Policy } from './policy';
import { YamlSection } from './yaml-section';

const KEYS = ['assignment', 'language', 'pass_mark', 'due', 'late', 'extensions', 'pairs', 'weights', 'cohort'];
const LANGUAGES = ['es', 'en'] as const;
const VIEWS = ['customer_stats', 'merchant_stats', 'transaction_features'];
const GROUP_NAMES = (Object.keys(GROUPS) as Group[]).filter((group) => group !== 'gate');

/**
 * The policy in a YAML file; every key may be absent.
 * @throws GraderError with the file and line of what is wrong
 */
export function readPolicy(file: string): Policy {
  return parsePolicy(readText(file), basename(file));
}

/** @param file for messages */
export function parsePolicy(text: string, file: string): Policy {
  const yaml = YamlSection.parse(text, file).allow(KEYS);
  return {
    assignment: yaml.text('assignment') ?? DEFAULT_POLICY.assignment,
    language: yaml.oneOf('language', LANGUAGES) ?? DEFAULT_POLICY.language,
    passMark: yaml.number('pass_mark', 0, 100) ?? DEFAULT_POLICY.passMark,
    due: yaml.has('due') ? timeOf(yaml, 'due') : null,
    late: lateOf(yaml.section('late')),
    extensions: extensionsOf(yaml.section('extensions')),
    pairs: pairsOf(yaml),
    weights: weightsOf(yaml),
    cohort: cohortOf(yaml.section('cohort')),
  };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new GraderError(
      `the policy ${file} cannot be read (${error instanceof Error ? error.message : String(error)})`,
      'name a YAML file; grader/README.md has one to start from',
    );
  }
}

function timeOf(yaml: YamlSection, key: string): number {
  const time = parseTime(yaml.text(key) ?? '');
  if (time !== undefined) return time;
  throw yaml.wrong(key, 'a time with its zone, such as 2026-11-30T23:59:00-03:00,');
}

function lateOf(yaml: YamlSection): LatePolicy {
  yaml.allow(['free_days', 'points_per_day', 'last_day']);
  return {
    freeDays: yaml.number('free_days', 0, 365) ?? DEFAULT_POLICY.late.freeDays,
    pointsPerDay: yaml.number('points_per_day', 0, 100) ?? DEFAULT_POLICY.late.pointsPerDay,
    lastDay: yaml.number('last_day', 0, 365) ?? DEFAULT_POLICY.late.lastDay,
  };
}

function extensionsOf(yaml: YamlSection): ReadonlyMap<string, Extension> {
  return new Map(yaml.keys.map((name) => [name, extensionOf(yaml, name)]));
}

function extensionOf(yaml: YamlSection, name: string): Extension {
  const text = yaml.text(name) ?? '';
  const [more, until] = [parseDuration(text), parseTime(text)];
  if (more !== undefined) return { more };
  if (until !== undefined) return { until };
  throw yaml.wrong(name, 'more time such as 3d, or a time with its zone,');
}

function pairsOf(yaml: YamlSection): readonly (readonly string[])[] {
  const pairs = yaml.lists('pairs');
  const names = pairs.flat();
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new GraderError(`${yaml.placeOf('pairs')}: ${twice} is in two of the pairs`, 'write each name once');
  }
  return pairs;
}

/** A group's points are shared equally by its checks, as the rubric's are; a check's own count before them. */
function weightsOf(policy: YamlSection): Policy['weights'] {
  const yaml = policy.section('weights').allow([...GROUP_NAMES, ...CHECK_IDS]);
  const weights: Partial<Record<CheckId, number>> = {};
  for (const group of GROUP_NAMES) {
    const points = yaml.number(group, 0, 1000);
    const members = CHECK_IDS.filter((id) => CHECKS[id].group === group);
    if (points !== undefined) for (const id of members) weights[id] = points / members.length;
  }
  for (const id of CHECK_IDS) {
    const points = yaml.number(id, 0, 1000);
    if (points !== undefined) weights[id] = points;
  }
  if (CHECK_IDS.every((id) => (weights[id] ?? weightOf(id)) === 0))
    throw policy.wrong('weights', 'a weight that is more than 0, of one check at least,');
  return weights;
}

function cohortOf(yaml: YamlSection): Cohort {
  yaml.allow(['name', 'seed', 'ttl']);
  const ttl = yaml.section('ttl').allow(VIEWS);
  const seed = yaml.number('seed', 0, Number.MAX_SAFE_INTEGER);
  if (seed !== undefined && !Number.isInteger(seed)) throw yaml.wrong('seed', 'a whole number');
  return {
    name: yaml.text('name') ?? '',
    seed: seed ?? null,
    ttlSeconds: Object.fromEntries(ttl.keys.map((view) => [view, ttlOf(ttl, view)])),
  };
}

function ttlOf(yaml: YamlSection, view: string): number {
  const milliseconds = parseDuration(yaml.text(view) ?? '');
  if (milliseconds !== undefined && milliseconds > 0 && milliseconds <= 365 * DAY) return milliseconds / 1000;
  throw yaml.wrong(view, 'a time to live such as 7d, at most a year,');
}
