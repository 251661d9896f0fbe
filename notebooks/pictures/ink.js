'use strict';
// The colours on the white paper of a figure. None of them says anything by itself: form, place or a word says it too.

/** Lines and text; 16:1 on white. */
exports.INK = '#1b1b1b';
/** What stands back: axes, rows that lost; 4.6:1. */
exports.FAINT = '#767676';
/** Areas. */
exports.FILL = '#7aa6c2';
/** An area behind other marks. */
exports.PALE = '#dcebf5';
/** What to look at first; 5.6:1. */
exports.WINNER = '#00698c';
/** Goals, bounds, what came from the future; 5.6:1. */
exports.WARNING = '#b34700';
