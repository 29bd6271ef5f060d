// express-openid-connect, with its defaults: whoever opens a page is sent to sign in, and back to
// that very page.
//
// express_openid_connect.mjs URL FILE: the file has the person and the client.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import express from "express";
import openid from "express-openid-connect";
import { allow, given, listening, signIn, tellVersions, url, withPage } from "./chromium.mjs";

const { person, client } = given;

/** An application that shows who is there, and what they asked for. */
function application(baseURL, settings) {
  const app = express();
  app.use(openid.auth({
    issuerBaseURL: url,
    baseURL,
    clientID: client.id,
    clientSecret: client.secret,
    secret: "a secret of the application, long enough",
    ...settings,
  }));
  app.get("/again", async (request, response) => {
    await request.oidc.accessToken.refresh();
    const user = await request.oidc.fetchUserInfo();
    response.send(`<h1>Still ${user.email}</h1>`);
  });
  app.use((request, response) => {
    const who = request.oidc.user?.sub ?? "nobody";
    response.send(`<h1>${who}</h1><p id="asked">${request.originalUrl.length}</p>`);
  });
  app.use((error, request, response, next) => {
    response.status(500).send(`<h1>${error.error ?? "error"}</h1>`);
  });
  return app;
}

async function serve(settings, act) {
  const server = createServer((request, response) => server.app(request, response));
  await listening(server, async (base) => {
    server.app = application(base, settings);
    await act(base);
  });
}

async function stands(page, address) {
  await page.locator("#asked").waitFor();
  assert.equal(page.url(), address);
}

const code = { authorizationParams: { response_type: "code" } };

async function signsInToADeepLink(page, base) {
  const deep = `${base}/orders/17?note=${"ä ".repeat(300)}`;
  await page.goto(deep);
  await signIn(page, person);
  await allow(page);
  await stands(page, new URL(deep).href);
  assert.match(await page.locator("h1").innerText(), /^[0-9a-f-]{36}$/);
}

async function usesItsTokens(page, base) {
  await page.goto(`${base}/again`);
  await page.getByRole("heading", { name: `Still ${person.email}` }).waitFor();
}

/** The application forgets who was there; we do not, and have not to ask again. */
async function signsOutOfTheApplication(page, context, base) {
  await page.goto(`${base}/logout`);
  await page.locator("#asked").waitFor();
  assert.equal(page.url(), `${base}/`);
  assert.match(await page.locator("h1").innerText(), /^[0-9a-f-]{36}$/);
}

/** It asks without a question whether somebody is there ("prompt=none"). */
async function asksSilently(base, page, who) {
  await page.goto(`${base}/welcome`);
  await stands(page, `${base}/welcome`);
  assert.match(await page.locator("h1").innerText(), who);
}

/**
 * Without any setting of its own it wants an ID token, posted at once. Whoever has allowed it a code is
 * not asked again.
 */
async function signsInByItsDefaults(page, base) {
  const deep = `${base}/orders/17?note=${"ä ".repeat(300)}`;
  await page.goto(deep);
  await stands(page, new URL(deep).href);
  assert.match(await page.locator("h1").innerText(), /^[0-9a-f-]{36}$/);
}

/** Without JavaScript the page that would post by itself has a button for it. */
async function signsInWithoutJavaScript(page, base) {
  await page.goto(`${base}/orders/17`);
  await signIn(page, person);
  await page.getByRole("button", { name: "Go on" }).click();
  await stands(page, `${base}/orders/17`);
  assert.match(await page.locator("h1").innerText(), /^[0-9a-f-]{36}$/);
}

tellVersions("express-openid-connect", "express");
await withPage(async (page, context) => {
  const silent = { ...code, attemptSilentLogin: true, authRequired: false };
  await serve(silent, (base) => asksSilently(base, page, /^nobody$/));
  await serve(code, async (base) => {
    await signsInToADeepLink(page, base);
    await usesItsTokens(page, base);
    await signsOutOfTheApplication(page, context, base);
  });
  await context.clearCookies({ name: /appSession|skipSilentLogin/ });
  await serve({}, (base) => signsInByItsDefaults(page, base));
  await context.clearCookies({ name: /appSession|skipSilentLogin/ });
  await serve(silent, (base) => asksSilently(base, page, /^[0-9a-f-]{36}$/));
});
await withPage((page) => serve({}, (base) => signsInWithoutJavaScript(page, base)),
               { javaScriptEnabled: false });
