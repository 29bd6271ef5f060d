// An application that is a page of another origin and nothing else: a public client, in the browser
// by oidc-client-ts, which asks for all that it needs by fetch.
//
// single_page.mjs URL FILE: the file has the person and the client.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { allow, given, listening, signIn, tellVersions, url, withPage } from "./chromium.mjs";

const { person, client } = given;

const library = readFileSync(
  new URL("node_modules/oidc-client-ts/dist/browser/oidc-client-ts.js", import.meta.url));

const page = (id) => `<!doctype html>
<title>A page and nothing else</title>
<script src="/oidc-client-ts.js"></script>
<h1>starting</h1>
<script>
const show = (text) => document.querySelector("h1").textContent = text;
const manager = new oidc.UserManager({
  authority: "${url}",
  client_id: "${id}",
  redirect_uri: location.origin + "/",
  popup_redirect_uri: location.origin + "/popup",
  scope: "openid profile email",
  loadUserInfo: true,
  automaticSilentRenew: false,
});
async function start() {
  if (location.pathname === "/popup") return manager.signinPopupCallback();
  if (!new URLSearchParams(location.search).has("code")) return show("ready");
  const user = await manager.signinCallback();
  show("signed in as " + user.profile.email);
}
start().catch((error) => show("failed: " + error));
</script>`;

function application(request, response) {
  const script = request.url === "/oidc-client-ts.js";
  response.writeHead(200, { "content-type": script ? "text/javascript" : "text/html" });
  response.end(script ? library : page(client.id));
}

const heading = (tab, text) => tab.getByRole("heading", { name: text }).waitFor();

async function signsInByARedirect(tab, base) {
  await tab.goto(base);
  await heading(tab, "ready");
  await tab.evaluate(() => void manager.signinRedirect());
  await signIn(tab, person);
  await allow(tab);
  await heading(tab, `signed in as ${person.email}`);
}

/** Refresh tokens rotate; the page goes on with the new ones. */
async function renews(tab) {
  const [before, after] = await tab.evaluate(async () => {
    const before = await manager.getUser();
    return [before, await manager.signinSilent()];
  });
  assert.notEqual(after.access_token, before.access_token);
  assert.notEqual(after.refresh_token, before.refresh_token);
}

async function signsInByAPopup(tab, base) {
  await tab.goto(base);
  await heading(tab, "ready");
  const opened = tab.waitForEvent("popup");
  const user = tab.evaluate(() => manager.signinPopup());
  const popup = await opened;
  await popup.getByRole("button", { name: /allow/i }).waitFor();
  assert.ok(await popup.evaluate(() => window.opener !== null));
  await allow(popup); // a public client's user is asked each time
  assert.equal((await user).profile.email, person.email);
}

async function takesItsTokensBack(tab) {
  const status = await tab.evaluate(async () => {
    const { access_token } = await manager.getUser();
    await manager.revokeTokens(["access_token", "refresh_token"]);
    const { userinfo_endpoint } = await manager.metadataService.getMetadata();
    const answer = await fetch(userinfo_endpoint, {
      headers: { authorization: "Bearer " + access_token },
    });
    return answer.status;
  });
  assert.equal(status, 401);
}

/** A page of any other origin is not told what the token endpoint says. */
async function isReadByNobodyElse(tab, base) {
  await tab.goto(base);
  const told = await tab.evaluate(async ([endpoint, client_id]) => {
    const body = new URLSearchParams({ grant_type: "refresh_token", refresh_token: "x", client_id });
    return fetch(endpoint, { method: "POST", body }).then((answer) => answer.status, String);
  }, [`${url}/oauth2/token`, client.id]);
  assert.match(String(told), /TypeError/);
}

tellVersions("oidc-client-ts");
await withPage(async (tab) => {
  await listening(createServer(application), async (base) => {
    await signsInByARedirect(tab, base);
    await renews(tab);
    await signsInByAPopup(tab, base);
    await takesItsTokensBack(tab);
  }, "localhost");
  await listening(createServer(application), (base) => isReadByNobodyElse(tab, base));
});
