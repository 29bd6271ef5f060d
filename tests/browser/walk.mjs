// A person with a browser, and a foreign program that asks doorward for access to their account.
//
// walk.mjs URL CLIENT_ID CLIENT_SECRET MAILS PORT SHOTS
//
// goes, in Chromium, from registering over the mailed link to signing in, consents to what the
// program asks for, follows its callback, and signs out. The program (openid-client, unchanged)
// listens on PORT of 127.0.0.1 and does all that its library can: discovery, PKCE, ID token,
// userinfo, refresh, introspection, revocation. Then somebody without an address goes to a page that
// is guarded, and gives one. MAILS is the directory of mails; a picture of each
// page goes to SHOTS. Exits with 0 when everything was as it should be.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as oidc from "openid-client";
import { chromium } from "playwright-core";

const [url, clientId, clientSecret, mails, port, shots] = process.argv.slice(2);
const callback = `http://127.0.0.1:${port}/callback`;
const scope = "openid profile email offline_access";
const person = { name: "ada.lovelace", email: "ada@example.org", password: "a difference engine" };

/** Without the quoted-printable (RFC 2045 section 6.7) of what is ASCII. */
function plain(text) {
  const unfolded = text.replaceAll("=\r\n", "");
  return unfolded.replace(/=([0-9A-F]{2})/g, (whole, digits) => String.fromCharCode(parseInt(digits, 16)));
}

/** The link in the newest mail to an address, waited for. */
const mailedLink = (address) => mailed(address, /https?:[^\s"<>]*token=dwv_[0-9A-Za-z]+/);

/** The code in it. */
const mailedCode = (address) => mailed(address, /(?<=: )[0-9]{6}(?=\. )/);

async function mailed(address, pattern) {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = (existsSync(mails) ? readdirSync(mails) : [])
      .filter((name) => name.endsWith(".eml"))
      .sort()
      .map((name) => readFileSync(join(mails, name), "utf8"))
      .filter((text) => new RegExp(`^To: .*${address}`, "m").test(text))
      .map((text) => plain(text).match(pattern))
      .filter(Boolean);
    if (found.length > 0) return found.at(-1)[0];
    await sleep(50);
  }
  throw new Error(`no mail to ${address}`);
}

/** The program: what came to its callback is answered once. */
function listen() {
  let arrived;
  const visit = new Promise((resolve) => (arrived = resolve));
  const server = createServer((request, response) => {
    if (!request.url.startsWith("/callback")) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": "text/html" }).end("<h1>Signed in at the program</h1>");
    arrived(new URL(request.url, callback));
  });
  return new Promise((resolve) => server.listen(Number(port), "127.0.0.1", () => resolve({ server, visit })));
}

async function picture(page, name) {
  mkdirSync(shots, { recursive: true });
  for (const [size, width, height] of [["phone", 390, 844], ["desktop", 1280, 800]]) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(shots, `${name}-${size}-${colorScheme}.png`), fullPage: true });
    }
  }
}

/** No page may load, log or refuse anything that it should not. */
function watch(page) {
  const complaints = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  return complaints;
}

async function register(page) {
  await page.goto(`${url}/sign-up`);
  await picture(page, "sign-up");
  await page.getByLabel(/^username/i).fill(person.name);
  await page.getByLabel(/e-mail/i).fill(person.email);
  await page.getByLabel(/^password/i).fill(person.password);
  await page.getByRole("button").click();
  await picture(page, "check-your-mail");
  const code = await mailedCode(person.email);
  await typeCode(page, code === "000000" ? "000001" : "000000");
  await page.getByRole("alert").waitFor();
  await picture(page, "wrong-code");
  await page.getByRole("button", { name: /again/i }).click();
  await page.getByText(/only just now/).waitFor();
  await picture(page, "too-soon");
  const other = await page.context().newPage();  // the link says the same
  await other.goto(await mailedLink(person.email));
  await picture(other, "verify");
  await other.close();
  await typeCode(page, code);
  await page.getByRole("heading", { name: /welcome/i }).waitFor();
  await picture(page, "verified");
}

async function typeCode(page, code) {
  const field = page.getByLabel(/code/i);
  assert.equal(await field.getAttribute("autocomplete"), "one-time-code");
  await field.fill(code);
  await page.getByRole("button", { name: /go on/i }).click();
}

/** A new password by the code of a mail, without opening its link. */
async function recover(page) {
  await page.goto(`${url}/password/forgotten`);
  await page.getByLabel(/e-mail/i).fill(person.email);
  await page.getByRole("button").click();
  await page.getByLabel(/code/i).waitFor();
  await picture(page, "check-your-mail-for-a-password");
  await typeCode(page, await mailed(person.email, /(?<=asked: )[0-9]{6}/));
  person.password = "an analytical engine";
  await page.getByLabel(/new password/i).fill(person.password);
  await page.getByRole("button").click();
  await page.getByText(/new password is set/i).waitFor();
}

async function signIn(page) {
  await picture(page, "sign-in");
  await page.getByLabel(/username/i).fill(person.name);
  await page.getByLabel(/password/i).fill("wrong");
  await page.getByRole("button", { name: /sign in/i }).click();
  await page.getByRole("alert").waitFor();
  await picture(page, "sign-in-wrong");
  await page.getByLabel(/password/i).fill(person.password);
  await page.getByRole("button", { name: /sign in/i }).click();
}

async function askForAccess(config, page, visit) {
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const nonce = oidc.randomNonce();
  const address = oidc.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope,
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  });
  await page.goto(address.href);
  await signIn(page);
  await page.getByRole("button", { name: /allow/i }).waitFor();
  await picture(page, "consent");
  await page.getByRole("button", { name: /allow/i }).click();
  await page.getByText("Signed in at the program").waitFor();
  return oidc.authorizationCodeGrant(config, await visit, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
}

async function useTokens(config, tokens) {
  const { sub } = tokens.claims();
  const user = await oidc.fetchUserInfo(config, tokens.access_token, sub);
  assert.equal(user.email, person.email);
  assert.equal(user.preferred_username, person.name);
  const fresh = await oidc.refreshTokenGrant(config, tokens.refresh_token);
  assert.notEqual(fresh.access_token, tokens.access_token);
  assert.notEqual(fresh.refresh_token, tokens.refresh_token);
  const seen = await oidc.tokenIntrospection(config, fresh.access_token);
  assert.equal(seen.active, true);
  assert.equal(seen.sub, sub);
  await oidc.tokenRevocation(config, fresh.refresh_token);
  assert.equal((await oidc.tokenIntrospection(config, fresh.access_token)).active, false);
  await assert.rejects(oidc.refreshTokenGrant(config, fresh.refresh_token));
  await assert.rejects(oidc.fetchUserInfo(config, fresh.access_token, sub));
}

async function signOut(page) {
  await page.goto(`${url}/settings`);
  await picture(page, "settings");
  await page.getByRole("button", { name: /sign out/i }).click();
  await picture(page, "signed-out");
  await page.goto(`${url}/settings`);
  assert.match(page.url(), /\/sign-in/, "signed out, the settings ask for a sign-in");
}

/** Whoever has a name and a password alone gives an address before they see what is guarded. */
async function giveAddress(page) {
  const bert = { user: "bert", pass: "x" };
  const made = await fetch(`${url}/user`, { method: "POST", body: new URLSearchParams(bert) });
  assert.equal(made.status, 201);
  await page.goto(`${url}/members/page.html`);
  await page.getByLabel(/username/i).fill(bert.user);
  await page.getByLabel(/password/i).fill(bert.pass);
  await page.getByRole("button", { name: /sign in/i }).click();
  await page.getByRole("heading", { name: /your address/i }).waitFor();
  await picture(page, "email-give");
  await page.getByLabel(/e-mail/i).fill(person.email);
  await page.getByLabel(/password/i).fill(bert.pass);
  await page.getByRole("button").click();
  await page.getByRole("alert").waitFor();
  await picture(page, "email-give-taken");
  await page.getByLabel(/e-mail/i).fill("bert@example.org");
  await page.getByLabel(/password/i).fill(bert.pass);
  await page.getByRole("button").click();
  await page.getByRole("heading", { name: /check your mail/i }).waitFor();
  await picture(page, "email-asked");
  await page.goto(await mailedLink("bert@example.org"));
  await picture(page, "email-confirm");
  await page.getByRole("button").click();
  await picture(page, "email-confirmed");
  await page.getByRole("link", { name: /go on/i }).click();
  await page.getByRole("heading", { name: "Members only" }).waitFor();
  assert.equal(page.url(), `${url}/members/page.html`);
}

const { server, visit } = await listen();
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  const context = await browser.newContext({ locale: "en-GB", javaScriptEnabled: false });
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  const complaints = watch(page);
  await register(page);
  const config = await oidc.discovery(new URL(url), clientId, clientSecret, undefined, {
    execute: [oidc.allowInsecureRequests],
  });
  const tokens = await askForAccess(config, page, visit);
  await useTokens(config, tokens);
  await signOut(page);
  await recover(page);
  await giveAddress(page);
  const serious = complaints.filter((text) => !/status of 40[0-9]|favicon/.test(text));
  assert.deepEqual(serious, []);
} finally {
  await browser.close();
  server.close();
}
