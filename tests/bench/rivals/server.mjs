// node server.mjs SOCKET DATABASE-SOCKET PUBLIC-KEY: what people would write with fastify, mysql2
// and jose, in two processes. "/oauth2/validate?id=UUID" is answered as limits/join.c does,
// "/check?access_token=JWT" with the claims of the token.
import cluster from 'node:cluster';
import { chmodSync, readFileSync } from 'node:fs';
import fastify from 'fastify';
import { importSPKI, jwtVerify } from 'jose';
import mysql from 'mysql2/promise';

const [socket, databaseSocket, keyFile] = process.argv.slice(2);
const issuer = 'https://accounts.example.org';
const find = `
  select access_tokens.id, access_tokens.grant_id, access_tokens.client, access_tokens.account,
    access_tokens.scopes, access_tokens.created_at, access_tokens.expires_at,
    accounts.username, accounts.email
  from access_tokens left join accounts on accounts.id = access_tokens.account
  where access_tokens.id = ? and access_tokens.expires_at > ?
  and (access_tokens.account is null or accounts.state = 'active')`;

async function serve() {
  const database = mysql.createPool({
    socketPath: databaseSocket, user: 'root', database: 'bench', connectionLimit: 8,
  });
  const key = await importSPKI(readFileSync(keyFile, 'utf8'), 'EdDSA');
  const app = fastify();

  app.get('/oauth2/validate', async (request, reply) => {
    const [[row]] = await database.execute(find, [request.query.id, Date.now()]);
    if (!row) return reply.code(401).send();
    return {
      aud: row.scopes, exp: Math.floor(row.expires_at / 1000),
      iat: Math.floor(row.created_at / 1000), iss: issuer, scope: row.scopes, sub: row.account,
      userEmail: row.email, userId: row.email, userUUID: row.account,
    };
  });
  app.get('/check', async (request) => {
    const { payload } = await jwtVerify(request.query.access_token, key, { issuer });
    return payload;
  });
  await app.listen({ path: socket });
  chmodSync(socket, 0o666);
}

if (cluster.isPrimary) {
  for (let i = 0; i < 2; ++i) cluster.fork();
  cluster.on('exit', () => process.exit(1));
} else {
  await serve();
}
