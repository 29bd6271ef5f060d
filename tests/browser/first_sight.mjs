// Whoever has started quickstart, with a browser: the pages that it names, in their order.
//
// first_sight.mjs URL SHOTS
//
// goes, in Chromium without JavaScript, from the front page to a new account, finds the mail among
// those that were caught, follows its link, signs in, and is at the front page again; signs out. A
// picture of each page goes to SHOTS, 320 and 1280 pixels wide, light and dark. Exits with 0 when
// everything was as it should be.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [url, shots] = process.argv.slice(2);
const person = { name: "grace.hopper", email: "grace@example.org", password: "a nanosecond of wire" };

async function picture(page, name) {
  mkdirSync(shots, { recursive: true });
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${name} is ${wide} pixels wide where there are ${width}`);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(shots, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
  }
}

async function createAccount(page) {
  await page.goto(`${url}/`);
  await picture(page, "front");
  await page.getByRole("link", { name: "Create an account" }).click();
  await page.getByLabel(/^username/i).fill(person.name);
  await page.getByLabel(/e-mail/i).fill(person.email);
  await page.getByLabel(/^password/i).fill(person.password);
  await page.getByRole("button").click();
  await page.getByRole("heading", { name: "Check your mail" }).waitFor();
  await picture(page, "check-mail");
}

/** From "Check your mail": by the page of caught mails to the link in the mail. */
async function confirm(page) {
  await page.getByRole("link", { name: /caught/ }).click();
  const mail = page.locator("section").filter({ hasText: person.email });
  for (let tries = 0; tries < 200 && (await mail.count()) === 0; tries += 1) {
    await page.getByRole("link", { name: "Look again" }).click();
  }
  await picture(page, "mails");
  await mail.getByRole("link").click();
  await page.getByRole("button").click();
  await page.getByRole("heading", { name: /welcome/i }).waitFor();
}

async function signIn(page) {
  await page.getByRole("link", { name: "Sign in" }).click();
  await page.getByLabel(/username/i).fill(person.name);
  await page.getByLabel(/password/i).fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: `Hello, ${person.name}` }).waitFor();
  assert.equal(page.url(), `${url}/`);
  await picture(page, "home");
}

/** Every way on from the front page, and back by the name of the site. */
async function lookAround(page) {
  const ways = await page.locator(".items a").evaluateAll((links) => links.map((link) => link.href));
  assert.ok(ways.length > 4);
  for (const way of ways) {
    assert.equal((await page.goto(way)).status(), 200, way);
    await page.locator("header a").click();
    assert.equal(page.url(), `${url}/`);
  }
}

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  const context = await browser.newContext({ locale: "en-GB", javaScriptEnabled: false });
  const page = await context.newPage();
  page.setDefaultTimeout(30000);
  await createAccount(page);
  await confirm(page);
  await signIn(page);
  await lookAround(page);
  await page.getByRole("button", { name: "Sign out" }).click();
  const lost = await page.goto(`${url}/nothing/here`);
  assert.equal(lost.status(), 404);
  await picture(page, "nowhere");
  await page.getByRole("link", { name: "front page" }).click();
  await page.getByRole("link", { name: "Create an account" }).waitFor();
} finally {
  await browser.close();
}
