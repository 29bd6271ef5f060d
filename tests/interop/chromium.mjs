// What the tests with a browser share: Chromium, and what a person does on our pages. Each script
// is started with the address of the site, and a file that says as JSON who the people and the
// programs are; it exits with 0 when everything was as it should be.

import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [url, file] = process.argv.slice(2);
export { url };
export const given = JSON.parse(readFileSync(file, "utf8"));

/** Prints packages with the versions that are installed here. */
export function tellVersions(...names) {
  for (const name of names) {
    const place = new URL(`node_modules/${name}/package.json`, import.meta.url);
    console.log(`client: ${name} ${JSON.parse(readFileSync(place, "utf8")).version}`);
  }
}

/** A browser with one page, for as long as `act` goes on. */
export async function withPage(act, settings = {}) {
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
           "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  console.log(`client: chromium ${browser.version()}`);
  try {
    const context = await browser.newContext({ locale: "en-GB", ...settings });
    const page = await context.newPage();
    page.setDefaultTimeout(20000);
    page.on("requestfailed", (request) =>
      console.log(`${request.failure().errorText}: ${request.url()}`));
    await act(page, context).catch(async (error) => {
      console.log(`at ${page.url()}:\n${await page.locator("body").innerText()}`);
      throw error;
    });
  } finally {
    await browser.close();
  }
}

/** On the page of sign-in. */
export async function signIn(page, person) {
  await page.getByLabel(/username/i).fill(person.username);
  await page.getByLabel(/password/i).fill(person.password);
  await page.getByRole("button", { name: /sign in/i }).click();
}

/** On the page of consent. */
export async function allow(page) {
  await page.getByRole("button", { name: /allow/i }).click();
}

/** Lets `app`, an express application or the like, listen for as long as `act` goes on. */
export async function listening(server, act, host = "127.0.0.1") {
  await new Promise((resolve) => server.listen(0, host, resolve));
  try {
    await act(`http://${host}:${server.address().port}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
