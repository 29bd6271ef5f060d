// A program whose OAuth2 library is strict and knows nothing of doorward (openid-client), without a
// browser: somebody's sign-in and consent are sent as the forms that a browser would send.
//
// openid_client.mjs URL FILE
//
// FILE has, as JSON, the person {username, password, email} and the clients web (confidential),
// page (public) and service (client_credentials), {id, secret} each. Exits with 0 when everything
// was as it should be.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as oidc from "openid-client";

const [url, file] = process.argv.slice(2);
const { person, web, page, service } = JSON.parse(readFileSync(file, "utf8"));
const callback = "http://127.0.0.1/callback";
const scope = "openid profile email";

function known(client, authentication) {
  return oidc.discovery(new URL(url), client.id, undefined, authentication, {
    execute: [oidc.allowInsecureRequests],
  });
}

async function signIn() {
  const answer = await fetch(`${url}/authenticate/userpass`, {
    method: "POST",
    body: new URLSearchParams({ username: person.username, password: person.password }),
    redirect: "manual",
  });
  assert.equal(answer.status, 303);
  return answer.headers.getSetCookie()[0].split(";")[0];
}

const cookie = await signIn();

function browse(address, body) {
  return fetch(address, {
    method: body ? "POST" : "GET",
    body,
    headers: { accept: "text/html", cookie },
    redirect: "manual",
  });
}

/** What the form of the page sends when its button "accept" is pressed. */
function consent(text) {
  const fields = new URLSearchParams({ accept: "yes" });
  for (const [, name, value] of text.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)) {
    fields.append(name, value.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&"));
  }
  return fields;
}

/** From the client's request to where the browser is sent back to. */
async function authorize(config, parameters) {
  const address = oidc.buildAuthorizationUrl(config, { redirect_uri: callback, scope, ...parameters });
  let answer = await browse(address);
  if (answer.status === 200) {
    answer = await browse(new URL(address.pathname, url), consent(await answer.text()));
  }
  assert.equal(answer.status, 303, await answer.text());
  return new URL(answer.headers.get("location"));
}

async function begin(config, parameters = {}) {
  const checks = {
    pkceCodeVerifier: oidc.randomPKCECodeVerifier(),
    expectedState: oidc.randomState(),
    expectedNonce: oidc.randomNonce(),
    idTokenExpected: true,
  };
  const back = await authorize(config, {
    state: checks.expectedState,
    nonce: checks.expectedNonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(checks.pkceCodeVerifier),
    code_challenge_method: "S256",
    ...parameters,
  });
  return { back, checks };
}

async function finish(config, { back, checks }) {
  return oidc.authorizationCodeGrant(config, back, checks);
}

const refused = (error) => ({ error });

async function goesThroughAllOfIt(config, client) {
  const tokens = await finish(config, await begin(config));
  const { sub, aud, iss } = tokens.claims();
  assert.equal(aud, client.id);
  assert.equal(iss, url);
  const user = await oidc.fetchUserInfo(config, tokens.access_token, sub);
  assert.equal(user.email, person.email);
  assert.equal(user.preferred_username, person.username);

  const fresh = await oidc.refreshTokenGrant(config, tokens.refresh_token);
  assert.notEqual(fresh.refresh_token, tokens.refresh_token);
  const narrow = await oidc.refreshTokenGrant(config, fresh.refresh_token, { scope: "openid" });
  assert.equal(narrow.scope, "openid");
  await assert.rejects(
    oidc.refreshTokenGrant(config, narrow.refresh_token, { scope: "openid keys:write" }),
    refused("invalid_scope"),
  );
  await oidc.tokenRevocation(config, narrow.refresh_token);
  await assert.rejects(oidc.refreshTokenGrant(config, narrow.refresh_token), refused("invalid_grant"));
  await assert.rejects(oidc.fetchUserInfo(config, fresh.access_token, sub));
}

async function introspects(config) {
  const tokens = await finish(config, await begin(config));
  const seen = await oidc.tokenIntrospection(config, tokens.access_token);
  assert.equal(seen.active, true);
  assert.equal(seen.sub, tokens.claims().sub);
  assert.equal(seen.username, person.username);
  assert.equal(seen.scope, scope);
  await oidc.tokenRevocation(config, tokens.access_token);
  assert.deepEqual(await oidc.tokenIntrospection(config, tokens.access_token), { active: false });
}

async function isRefusedAWrongVerifier(config) {
  const started = await begin(config);
  const other = { ...started.checks, pkceCodeVerifier: oidc.randomPKCECodeVerifier() };
  await assert.rejects(finish(config, { ...started, checks: other }), refused("invalid_grant"));
  await assert.rejects(finish(config, started), refused("invalid_grant"));
}

async function losesEverythingByACodeUsedTwice(config) {
  const started = await begin(config);
  const tokens = await finish(config, started);
  await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
  await assert.rejects(finish(config, started), refused("invalid_grant"));
  await assert.rejects(oidc.fetchUserInfo(config, tokens.access_token, tokens.claims().sub));
  await assert.rejects(oidc.refreshTokenGrant(config, tokens.refresh_token), refused("invalid_grant"));
}

async function mustUsePkce(config) {
  const state = oidc.randomState();
  const back = await authorize(config, { state });
  assert.equal(back.searchParams.get("error"), "invalid_request");
  assert.equal(back.searchParams.get("state"), state);
  assert.equal(back.searchParams.get("iss"), url);
}

async function isNeverSentElsewhere(config) {
  const address = oidc.buildAuthorizationUrl(config, { redirect_uri: `${callback}/x`, scope });
  const answer = await browse(address);
  assert.equal(answer.status, 400);
  assert.equal(answer.headers.get("location"), null);
}

async function comesForNobody(config) {
  const tokens = await oidc.clientCredentialsGrant(config, { scope: "keys:read" });
  assert.equal(tokens.refresh_token, undefined);
  const seen = await oidc.tokenIntrospection(config, tokens.access_token);
  assert.equal(seen.active, true);
  assert.equal(seen.client_id, service.id);
  assert.equal(seen.sub, undefined);
}

const basic = await known(web, oidc.ClientSecretBasic(web.secret));
const post = await known(web, oidc.ClientSecretPost(web.secret));
const publicly = await known(page, oidc.None());
for (const [config, client] of [[basic, web], [post, web], [publicly, page]]) {
  await goesThroughAllOfIt(config, client);
  await isRefusedAWrongVerifier(config);
  await losesEverythingByACodeUsedTwice(config);
  await isNeverSentElsewhere(config);
}
await introspects(basic);
await introspects(post);
await mustUsePkce(publicly);
await assert.rejects(oidc.tokenIntrospection(publicly, "x"));
await comesForNobody(await known(service, oidc.ClientSecretBasic(service.secret)));
await assert.rejects(oidc.clientCredentialsGrant(basic), refused("unauthorized_client"));
const wrong = await known(web, oidc.ClientSecretBasic("wrong"));
await assert.rejects(oidc.refreshTokenGrant(wrong, "x"));
