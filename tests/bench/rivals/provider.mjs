// node provider.mjs SOCKET DATABASE-SOCKET SIGNING-KEY CLIENT SECRET REDIRECT-URI: an OpenID
// Connect server of oidc-provider, which keeps what it issues in MariaDB, in two processes. People
// are those of the table "accounts"; anybody signs in as anybody, on the pages for development.
import cluster from 'node:cluster';
import { createPrivateKey } from 'node:crypto';
import { chmodSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import mysql from 'mysql2/promise';
import Provider from 'oidc-provider';

const [socket, databaseSocket, keyFile, client, secret, redirectUri] = process.argv.slice(2);
const lifetime = 10 * 3600; // seconds

const schema = `
  create table if not exists provider_rows (
    kind varchar(32) not null, id varchar(64) not null, payload json not null,
    grant_id varchar(64), uid varchar(64), user_code varchar(64),
    expires_at bigint, consumed_at bigint,
    primary key (kind, id), index (grant_id), index (uid), index (user_code), index (expires_at))`;

const database = mysql.createPool({
  socketPath: databaseSocket, user: 'root', database: 'bench', connectionLimit: 8,
});

// What the library asks of a store (example/my_adapter.js in its repository).
class Rows {
  constructor(kind) { this.kind = kind; }

  async upsert(id, payload, expiresIn) {
    await database.execute(
      `insert into provider_rows (kind, id, payload, grant_id, uid, user_code, expires_at)
       values (?, ?, ?, ?, ?, ?, ?)
       on duplicate key update payload = values(payload), grant_id = values(grant_id),
         uid = values(uid), user_code = values(user_code), expires_at = values(expires_at)`,
      [this.kind, id, JSON.stringify(payload), payload.grantId ?? null, payload.uid ?? null,
        payload.userCode ?? null, expiresIn ? Date.now() + expiresIn * 1000 : null]);
  }

  async findBy(column, value) {
    const [[row]] = await database.execute(
      `select payload, consumed_at from provider_rows where kind = ? and ${column} = ?
       and (expires_at is null or expires_at > ?)`, [this.kind, value, Date.now()]);
    if (!row) return undefined;
    const payload = typeof row.payload === 'string' ? JSON.parse(row.payload) : row.payload;
    return row.consumed_at ? { ...payload, consumed: row.consumed_at } : payload;
  }

  find(id) { return this.findBy('id', id); }

  findByUid(uid) { return this.findBy('uid', uid); }

  findByUserCode(code) { return this.findBy('user_code', code); }

  async consume(id) {
    await database.execute('update provider_rows set consumed_at = ? where kind = ? and id = ?',
      [Math.floor(Date.now() / 1000), this.kind, id]);
  }

  async destroy(id) {
    await database.execute('delete from provider_rows where kind = ? and id = ?', [this.kind, id]);
  }

  async revokeByGrantId(grant) {
    await database.execute('delete from provider_rows where grant_id = ?', [grant]);
  }
}

async function findAccount(_, name) {
  const [[row]] = await database.execute(
    "select id, username, email from accounts where username_key = ? and state = 'active'", [name]);
  return row && {
    accountId: name,
    claims: () => ({
      sub: row.id, name: row.username, preferred_username: row.username, email: row.email,
      email_verified: true,
    }),
  };
}

async function serve() {
  const key = createPrivateKey(readFileSync(keyFile)).export({ format: 'jwk' });
  const provider = new Provider('https://accounts.example.org', {
    adapter: Rows,
    findAccount,
    jwks: { keys: [{ ...key, alg: 'RS256', use: 'sig' }] },
    clients: [{ client_id: client, client_secret: secret, redirect_uris: [redirectUri] }],
    claims: {
      openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email', 'email_verified'],
    },
    cookies: { keys: [secret] },
    features: { introspection: { enabled: true }, devInteractions: { enabled: true } },
    ttl: Object.fromEntries(['AccessToken', 'IdToken', 'Session', 'Grant', 'Interaction']
      .map((each) => [each, lifetime])),
  });
  provider.proxy = true;
  await new Promise((listening) => {
    createServer(provider.callback()).listen({ path: socket }, listening);
  });
  chmodSync(socket, 0o666);
}

if (cluster.isPrimary) {
  await database.query(schema);
  await database.end();
  for (let i = 0; i < 2; ++i) cluster.fork();
  cluster.on('exit', () => process.exit(1));
} else {
  await serve();
}
