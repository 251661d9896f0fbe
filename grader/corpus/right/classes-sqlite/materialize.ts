const { Arguments, Source, Store } = require('./lib.ts');

const args = new Arguments(process.argv.slice(2));
void new Store(args.get('online')).take(new Source(args.get('data')), args.time('end'));
