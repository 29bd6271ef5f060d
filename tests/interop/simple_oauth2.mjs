// simple-oauth2 (which takes no answer but JSON): a code, a refresh, and revokeAll; the client's own
// tokens; somebody's password.
//
// simple_oauth2.mjs URL FILE: the file has the person and the clients web, service and direct.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { randomBytes } from "node:crypto";
import { AuthorizationCode, ClientCredentials, ResourceOwnerPassword } from "simple-oauth2";
import { allow, given, listening, signIn, tellVersions, url, withPage } from "./chromium.mjs";

const { person, web, service, direct } = given;

const auth = { tokenHost: url, tokenPath: "/oauth2/token", revokePath: "/oauth2/revoke" };

async function opens(token) {
  const answer = await fetch(`${url}/userinfo`, {
    headers: { authorization: `Bearer ${token.token.access_token}` },
  });
  return answer.status === 200;
}

/** Where the browser was sent back to. */
async function codeFor(page, client, redirect_uri, server) {
  const state = randomBytes(9).toString("hex");
  const arrived = new Promise((resolve) => server.once("request", (request, response) => {
    response.end("<h1>Back</h1>");
    resolve(new URL(request.url, redirect_uri));
  }));
  await page.goto(client.authorizeURL({ redirect_uri, scope: "openid email", state }));
  await signIn(page, person);
  await allow(page);
  const { searchParams } = await arrived;
  assert.equal(searchParams.get("state"), state);
  return searchParams.get("code");
}

async function forAPerson(page) {
  const client = new AuthorizationCode({
    client: web,
    auth: { ...auth, authorizePath: "/oauth2/authorize" },
  });
  const server = createServer();
  await listening(server, async (base) => {
    const redirect_uri = `${base}/callback`;
    const code = await codeFor(page, client, redirect_uri, server);
    const first = await client.getToken({ code, redirect_uri });
    assert.ok(await opens(first));
    assert.ok(!first.expired());
    const second = await first.refresh();
    assert.notEqual(second.token.access_token, first.token.access_token);
    assert.ok(await opens(second));
    await second.revokeAll();
    assert.ok(!(await opens(second)));
    await assert.rejects(second.refresh(), ({ output }) => output.statusCode === 400);
  });
}

async function forNobody(authorizationMethod) {
  const client = new ClientCredentials({ client: service, auth, options: { authorizationMethod } });
  const token = await client.getToken({ scope: "keys:read" });
  assert.equal(token.token.scope, "keys:read");
  await token.revoke("access_token");
}

async function byPassword() {
  const client = new ResourceOwnerPassword({ client: direct, auth });
  const { username, password } = person;
  const token = await client.getToken({ username, password, scope: "openid" });
  assert.ok(await opens(token));
  await token.revoke("access_token"); // there is no refresh token to take back
  assert.ok(!(await opens(token)));
}

tellVersions("simple-oauth2");
await withPage((page) => forAPerson(page));
await forNobody("header");
await forNobody("body");
await byPassword();
