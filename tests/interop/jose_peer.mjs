// The npm package jose as a peer of doorward.
//
// jose_peer.mjs check FILE   exits 0 when jose takes the cases of FILE for what they are
// jose_peer.mjs make DIR     writes DIR/keys.json and DIR/tokens.txt: a token for each algorithm

import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import * as jose from "jose";

const ALGORITHMS = [
  ...["HS", "RS", "PS", "ES"].flatMap((letters) => ["256", "384", "512"].map((size) => letters + size)),
  "EdDSA",
];

async function isValid({ algorithm, key, token, claims }) {
  const imported = await jose.importJWK(key, algorithm);
  try {
    const { payload } = await jose.jwtVerify(token, imported, { algorithms: [algorithm] });
    return isDeepStrictEqual(payload, claims);
  } catch (error) {
    if (error instanceof jose.errors.JOSEError) return false;
    throw error;
  }
}

async function check(file) {
  const cases = JSON.parse(readFileSync(file, "utf8"));
  let wrong = 0;
  for (const each of cases) {
    if ((await isValid(each)) === each.valid) continue;
    console.log("wrong:", each.algorithm, each.token);
    wrong += 1;
  }
  console.log(cases.length, "cases");
  process.exitCode = wrong > 0 || cases.length === 0 ? 1 : 0;
}

// The private key and the JWK with which others verify.
async function keyPair(algorithm) {
  if (algorithm.startsWith("HS")) {
    const secret = new Uint8Array(randomBytes(64));
    return [secret, { kty: "oct", k: jose.base64url.encode(secret) }];
  }
  const { publicKey, privateKey } = await jose.generateKeyPair(algorithm, { crv: "Ed25519" });
  return [privateKey, await jose.exportJWK(publicKey)];
}

async function make(directory) {
  const keys = [];
  let tokens = "";
  for (const alg of ALGORITHMS) {
    const [key, jwk] = await keyPair(alg);
    keys.push({ ...jwk, kid: alg, alg, use: "sig" });
    const token = new jose.SignJWT({ sub: alg }).setProtectedHeader({ alg, kid: alg, typ: "JWT" });
    tokens += (await token.setIssuedAt().setExpirationTime("10m").sign(key)) + "\n";
  }
  writeFileSync(directory + "/keys.json", JSON.stringify({ keys }));
  writeFileSync(directory + "/tokens.txt", tokens);
}

await { check, make }[process.argv[2]](process.argv[3]);
