#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "support/http_client.h"

/// A browser that renders nothing: it keeps cookies, follows a site's redirects, submits forms.
class Browser {
 public:
  using Fields = std::vector<std::pair<std::string, std::string>>;

  explicit Browser(std::string site) : site_(std::move(site)), http_(site_) {}

  /// One request; nothing is followed. `headers` are "Name: value" each.
  Answer open(const std::string& target, const std::vector<std::string>& headers = {});
  Answer submit(const std::string& target, const Fields& fields);

  /// The page that redirects end at: they are followed until an answer is none, or leaves the site.
  /// Throws std::runtime_error when there are too many.
  Answer arrive(Answer answer);
  Answer visit(const std::string& target) { return arrive(open(target)); }

  /// Sends the page's form as it stands, but for these fields.
  Answer press(const Answer& page, const Fields& fields);

  /// Signs in on the page, or without one.
  Answer sign_in(const std::string& username, const std::string& password);

  /// Empty: there is none.
  std::string cookie(const std::string& name) const;
  void set_cookie(const std::string& name, const std::string& value) { cookies_[name] = value; }

 private:
  Answer send(HttpClient::Ask ask);
  void keep_cookies(const Answer& answer);

  std::string site_;
  HttpClient http_;
  std::map<std::string, std::string> cookies_;
};

/// As an application/x-www-form-urlencoded body or query.
std::string form_text(const Browser::Fields& fields);
