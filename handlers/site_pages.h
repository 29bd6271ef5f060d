#pragma once

#include <optional>

#include "pages/address.h"
#include "pages/applications.h"
#include "pages/caught_mails.h"
#include "pages/front.h"
#include "pages/own_address.h"
#include "pages/own_clients.h"
#include "pages/own_sessions.h"
#include "pages/password.h"
#include "pages/personal_tokens.h"
#include "pages/profile.h"
#include "pages/security.h"
#include "pages/settings_frame.h"
#include "pages/sign_in.h"
#include "pages/sign_up.h"
#include "pages/verification.h"
#include "shared.h"

/// What a person sees: each page with what it is given. Part of the composition root.
struct SitePages {
  /// All outlive it.
  SitePages(const Parts& parts, UseCases& use, const Shared& shared);
  SitePages(const SitePages&) = delete;
  SitePages& operator=(const SitePages&) = delete;

  void mount(guards::Api api);

  const pages::Site& site;
  const pages::SettingsFrame frame;
  pages::Front front;
  pages::SignIn sign_in;
  pages::SignUp sign_up;
  pages::Verification verification;
  pages::Password password;
  pages::Address address;
  pages::OwnAddress own_address;
  pages::Profile profile;
  pages::OwnSessions sessions;
  pages::Applications applications;
  pages::PersonalTokens personal_tokens;
  pages::OwnClients clients;
  pages::Security security;
  std::optional<pages::CaughtMails> caught_mails;  ///< only where they may be shown
};
