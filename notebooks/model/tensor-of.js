'use strict';

/** The numbers of a danfo column as a TensorFlow model gets them. */
exports.tensorOf = (frame, name) => {
  // Loaded here: it takes a second. In its "prod mode" it does not print an advertisement at the first tensor.
  require('danfojs-node').tensorflow.enableProdMode();
  return [...frame.column(name).tensor.dataSync()];
};
