/** Of checks, hidden data and points: another version may judge the same submission otherwise. */
export const GRADER_VERSION = '1.8.1';
