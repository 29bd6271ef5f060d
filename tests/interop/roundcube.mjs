// A person reads their mail in Roundcube, which knows them from doorward.
//
// roundcube.mjs URL FILE: the file has the person, and the address of Roundcube ("roundcube").

import assert from "node:assert/strict";
import { allow, given, signIn, withPage } from "./chromium.mjs";

const { person, roundcube } = given;

await withPage(async (page) => {
  await page.goto(roundcube);
  await page.getByRole("link", { name: /doorward/i }).or(page.getByRole("button", { name: /doorward/i })).click();
  await signIn(page, person);
  await allow(page);
  await page.locator("#mailboxlist").getByText("Inbox").waitFor();
  await page.locator("#messagelist").getByText("Notes on the engine").waitFor();
  assert.match(await page.locator(".header-title.username").innerText(), /ada@example\.org/);
  // Its next request comes with a new access token when the first one is over.
  await page.reload();
  await page.locator("#messagelist").getByText("Notes on the engine").waitFor();
  await page.getByRole("button", { name: /logout/i }).or(page.getByRole("link", { name: /logout/i })).first().click();
  await page.getByText(/doorward/i).first().waitFor();
});
