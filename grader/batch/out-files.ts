/** In OUT/NAME, a folder for each submission. */
export const RESULT = 'result.json';
export const DETAILS = 'details.json';
export const STUDENT_PAGE = 'report.html';
export const STUDENT_JSON = 'report.json';
export const GRADESCOPE = 'results.json';
export const CLASSROOM50 = 'classroom50.json';
export const JUNIT = 'junit.xml';

/**
 * The folder in OUT for what is about the whole class. No file in it has a name of those above, so that a submission
 * may be called so too and nothing is overwritten.
 */
export const CLASS_FOLDER = '_class';
export const CLASS_PAGE = 'class.html';
export const CLASS_JSON = 'class.json';
export const CLASS_CSV = 'class.csv';
export const CLASS_JUNIT = 'class-junit.xml';
/** What was graded and how: what `report` and `publish` go on from. */
export const RUN = 'run.json';
