// A program that signs its requests with SSH keys by the library of the draft's authors
// (http-signature).
//
// http_signature.mjs URL FILE: the file has as JSON the address of an account ("email") and a token.
//
// It adds a key of each kind to the account, by the token, which may, then signs in and gets tokens
// with each. Exits with 0 when everything was as it should be.

import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import http from "node:http";
import httpSignature from "http-signature";
import sshpk from "sshpk";

const [url, file] = process.argv.slice(2);
const { email, token } = JSON.parse(readFileSync(file, "utf8"));

function send(path, { method = "POST", headers = {}, body = "", sign }) {
  return new Promise((resolve, reject) => {
    const request = http.request(url + path, { method, headers }, (response) => {
      let text = "";
      response.on("data", (part) => (text += part));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    request.on("error", reject);
    if (sign) sign(request);
    request.end(body);
  });
}

/** The signature of these headers, made by the library as it stands. */
function signer(key, headers, algorithm) {
  const fingerprint = key.fingerprint("md5").toString("hex");
  return (request) => {
    request.setHeader("email", email);
    httpSignature.sign(request, { key, keyId: `/${email}/keys/${fingerprint}`, headers, algorithm });
  };
}

async function add(key) {
  const added = await send("/api/user/ssh-keys", {
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ "ssh-key": key.toPublic().toString("ssh") }),
  });
  assert.equal(added.status, 201, added.text);
}

async function signsIn(key, algorithm) {
  const headers = ["date", "email", "(request-target)"];
  const answer = await send("/authenticate/SignatureAuthentication", {
    sign: signer(key, headers, algorithm),
  });
  assert.equal(answer.status, 303, `${key.type} ${algorithm}: ${answer.text}`);
  assert.match(answer.headers["set-cookie"][0], /^id=dws_/);
}

async function getsTokens(key) {
  const answer = await send("/oauth2/access_token", {
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "grant_type=signature&scope=basic",
    sign: signer(key, ["date", "email"]),
  });
  assert.equal(answer.status, 200, `${key.type}: ${answer.text}`);
  const { access_token } = JSON.parse(answer.text);
  const seen = await send(`/oauth2/validate?access_token=${access_token}`, { method: "GET" });
  assert.equal(JSON.parse(seen.text).userEmail, email);
}

function rsaKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return sshpk.parsePrivateKey(privateKey.export({ type: "pkcs1", format: "pem" }), "pem");
}

const keys = [
  [rsaKey(), "rsa-sha256"],
  [rsaKey(), "rsa-sha512"],
  [sshpk.generatePrivateKey("ecdsa", { curve: "nistp256" }), "ecdsa-sha256"],
  [sshpk.generatePrivateKey("ecdsa", { curve: "nistp521" }), "ecdsa-sha512"],
  [sshpk.generatePrivateKey("ed25519"), "ed25519-sha512"],
];
for (const [key, algorithm] of keys) {
  await add(key);
  await getsTokens(key);
  await signsIn(key, algorithm);
}
await assert.rejects(signsIn(keys[0][0], "rsa-sha1"), /FAILED_KEY_VERIFY/);
await assert.rejects(signsIn(sshpk.generatePrivateKey("ed25519")), /KEY_NOT_FOUND/);
