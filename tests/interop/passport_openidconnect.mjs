// passport-openidconnect: a session of the application, for whom we say who they are.
//
// passport_openidconnect.mjs URL FILE: the file has the people and the client.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import express from "express";
import session from "express-session";
import passport from "passport";
import OpenIDConnectStrategy from "passport-openidconnect";
import { allow, given, listening, signIn, tellVersions, url, withPage } from "./chromium.mjs";

const { person, client } = given;

function strategy(base, name, settings) {
  return new OpenIDConnectStrategy({
    issuer: url,
    authorizationURL: `${url}/oauth2/authorize`,
    tokenURL: `${url}/oauth2/token`,
    userInfoURL: `${url}/userinfo`,
    clientID: client.id,
    clientSecret: client.secret,
    callbackURL: `${base}/callback/${name}`,
    scope: ["profile", "email"],
    nonce: true,
    skipUserProfile: false,
    ...settings,
  }, (issuer, profile, done) => done(null, { issuer, ...profile }));
}

const strategies = {
  plain: {},
  again: { prompt: "login" },
  hinted: { prompt: "login", loginHint: person.email, uiLocales: "de" },
};

function application(base) {
  const app = express();
  app.use(session({ secret: "of the application", resave: false, saveUninitialized: false }));
  app.use(passport.session());
  passport.serializeUser((user, done) => done(null, user));
  passport.deserializeUser((user, done) => done(null, user));
  for (const [name, settings] of Object.entries(strategies)) {
    passport.use(name, strategy(base, name, settings));
    app.get(`/sign-in/${name}`, passport.authenticate(name));
    app.get(`/callback/${name}`, passport.authenticate(name, { failWithError: true }),
            (request, response) => response.redirect(`/?by=${name}`));
  }
  app.get("/", (request, response) => {
    const { username, displayName, emails, issuer } = request.user;
    response.send(`<h1>${[username ?? displayName, emails[0].value, issuer].join(" ")}</h1>`);
  });
  return app;
}

async function arrives(page, base, name) {
  await page.waitForURL(`${base}/?by=${name}`);
  await page.getByRole("heading", { name: person.email }).waitFor();
  assert.ok((await page.locator("h1").innerText()).endsWith(url));
}

tellVersions("passport-openidconnect", "passport");
await withPage(async (page) => {
  const server = createServer((request, response) => server.app(request, response));
  await listening(server, async (base) => {
    server.app = application(base);
    await page.goto(`${base}/sign-in/plain`);
    await signIn(page, person);
    await allow(page);
    await arrives(page, base, "plain");

    await page.goto(`${base}/sign-in/plain`);
    await arrives(page, base, "plain");

    // Somebody has just signed in, and is asked all the same, once.
    await page.goto(`${base}/sign-in/again`);
    await signIn(page, person);
    await arrives(page, base, "again");

    await page.goto(`${base}/sign-in/hinted`);
    assert.equal(await page.locator("html").getAttribute("lang"), "de");
    assert.equal(await page.locator("input[name=username]").inputValue(), person.email);
    await page.locator("input[name=password]").fill(person.password);
    await page.locator("form button").first().click();
    await arrives(page, base, "hinted");
  });
});
