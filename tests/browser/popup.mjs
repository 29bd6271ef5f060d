// A page that signs people in by a window of its own, and waits for that window to report back.
//
// popup.mjs URL CLIENT_ID MAILS PORT
//
// The page is on localhost, another site than doorward at 127.0.0.1, and has a client there whose
// callback is on PORT. In Chromium it opens a window for somebody who has no account yet, by a form
// of its own with a state of 6000 characters; they sign up, follow the link in the mail, sign in,
// and allow it. Each time it is the callback in that very window that calls window.opener. Then it
// asks again, by a link with prompt=login. Exits with 0 when everything was as it should be.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "playwright-core";

const [url, clientId, mails, port] = process.argv.slice(2);
const callback = `http://127.0.0.1:${port}/callback`;
const opener = `http://localhost:${port}`;
const person = { name: "ada", email: "ada@example.org", password: "a difference engine" };

const callbackPage = `<!doctype html><h1>Back</h1><script>
  window.opener.postMessage(location.href, ${JSON.stringify(opener)});
</script>`;

const openerPage = `<!doctype html><title>Popper</title>
<form method="post" action="${url}/oauth2/authorize" target="signin"></form>
<button id="form">by a form</button><button id="link">by a link</button>
<script>
  window.reports = [];
  window.addEventListener("message", (event) => window.reports.push(event.data));
  const wish = (state, more) => ({ client_id: "${clientId}", redirect_uri: "${callback}",
    response_type: "code", scope: "openid email", state, ...more });
  document.getElementById("form").onclick = () => {
    window.open("about:blank", "signin", "popup");
    const form = document.forms[0];
    form.replaceChildren();
    for (const [name, value] of Object.entries(wish("s".repeat(6000)))) {
      const field = document.createElement("input");
      field.type = "hidden"; field.name = name; field.value = value;
      form.append(field);
    }
    form.submit();
  };
  document.getElementById("link").onclick = () => window.open("${url}/oauth2/authorize?" +
    new URLSearchParams(wish("short", { prompt: "login", login_hint: "ada@example.org" })), "again", "popup");
</script>`;

function listen() {
  const server = createServer((request, response) => {
    const page = request.url.startsWith("/callback") ? callbackPage : openerPage;
    response.writeHead(200, { "content-type": "text/html" }).end(page);
  });
  return new Promise((resolve) => server.listen({ port: Number(port), host: "::", ipv6Only: false },
    () => resolve(server)));
}

async function mailedLink() {
  for (let tries = 0; tries < 200; tries += 1) {
    const texts = (existsSync(mails) ? readdirSync(mails) : [])
      .filter((name) => name.endsWith(".eml"))
      .map((name) => readFileSync(join(mails, name), "utf8").replaceAll("=\r\n", ""))
      .map((text) => text.replaceAll("=3D", "=").match(/https?:[^\s"<>]*token=dwv_[0-9A-Za-z]+/))
      .filter(Boolean);
    if (texts.length > 0) return texts.at(-1)[0];
    await sleep(50);
  }
  throw new Error("no mail");
}

async function signIn(popup) {
  await popup.getByLabel(/username/i).fill(person.name);
  await popup.getByLabel(/password/i).fill(person.password);
  await popup.getByRole("button", { name: /sign in/i }).click();
}

async function report(page, count) {
  await page.waitForFunction((wanted) => window.reports.length >= wanted, count);
  return new URL(await page.evaluate((at) => window.reports[at], count - 1));
}

const server = await listen();
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
try {
  const page = await browser.newPage();
  await page.goto(opener);

  let [popup] = await Promise.all([page.waitForEvent("popup"), page.locator("#form").click()]);
  await popup.getByRole("link", { name: /create an account/i }).click();
  await popup.getByLabel(/^username/i).fill(person.name);
  await popup.getByLabel(/e-mail/i).fill(person.email);
  await popup.getByLabel(/^password/i).fill(person.password);
  await popup.getByRole("button").click();
  await popup.getByRole("heading", { name: /check your mail/i }).waitFor();
  await popup.goto(await mailedLink());
  await popup.getByRole("button").click();
  await popup.getByRole("link", { name: /sign in/i }).click();
  await signIn(popup);
  await popup.getByRole("button", { name: /allow/i }).click();
  const first = await report(page, 1);
  assert.equal(first.searchParams.get("state"), "s".repeat(6000));
  assert.ok(first.searchParams.get("code").startsWith("dwc_"));
  await popup.close();

  [popup] = await Promise.all([page.waitForEvent("popup"), page.locator("#link").click()]);
  await popup.getByLabel(/username/i).waitFor();
  assert.equal(await popup.getByLabel(/username/i).inputValue(), person.email);
  await signIn(popup);
  await popup.getByRole("button", { name: /allow/i }).click();
  const second = await report(page, 2);
  assert.equal(second.searchParams.get("state"), "short");
  assert.ok(second.searchParams.get("code").startsWith("dwc_"));

  // Signed in by now: a form of another site brings no cookie along, and is answered all the same.
  [popup] = await Promise.all([page.waitForEvent("popup"), page.locator("#form").click()]);
  await popup.getByRole("button", { name: /allow/i }).click();
  assert.ok((await report(page, 3)).searchParams.get("code").startsWith("dwc_"));
} finally {
  await browser.close();
  server.close();
}
