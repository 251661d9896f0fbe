// node bare-fastify.mjs LENGTH --port PORT: a route that answers so many bytes, always the same. What the framework costs.
import fastify from 'fastify';

const [length, , port] = process.argv.slice(2);
const answer = JSON.stringify('x'.repeat(Number(length) - 2));
const server = fastify();
server.get('/health', (_, reply) => reply.send());
server.post('/get-online-features', (_, reply) => reply.type('application/json').send(answer));
process.once('SIGTERM', () => process.exit(0));
await server.listen({ host: '127.0.0.1', port: Number(port) });
