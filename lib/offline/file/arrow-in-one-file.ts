import 'apache-arrow/Arrow.esnext.min';

/**
 * Whoever asks for Arrow after this gets its build in one file: it loads in a sixth of the time of its modules. Only for a
 * thread of which no object of Arrow ever leaves: its classes are others than those of the modules.
 */
require.cache[require.resolve('apache-arrow')] = require.cache[require.resolve('apache-arrow/Arrow.esnext.min')];
