#pragma once

#include <memory>
#include <set>
#include <string>

#include "support/site.h"

/// Web servers that keep their connections to doorward open, and what becomes of those.

/// With the lines of proxy-fcgi.conf that are there for whoever wants it.
extern const Setup kApacheKept;

/// As kNginxKeepalive, with so many seconds for an idle connection instead of 20.
Setup nginx_keeping_for(int seconds);

/// A site of two workers, which wait longer for idle connections than any client waits for an
/// answer; with what ManyClients need.
class KeptSite {
 public:
  static constexpr std::size_t kWorkers = 2;

  /// `settings` over these.
  explicit KeptSite(const Setup& setup, const Site::Settings& settings = {});

  Site& operator*() { return *site_; }
  Site* operator->() { return site_.get(); }

  /// Has many clients ask at once, and sees that everybody gets the right answer.
  void be_asked_by_many();

  /// The connections that doorward has accepted and not closed, each by a number that no other one
  /// has while it is open.
  std::set<long> connections() const;

 private:
  Scratch templates_;
  std::unique_ptr<Site> site_;
};

/// One more web server in front of a site's doorward.
class SecondWebServer {
 public:
  /// Throws std::runtime_error when it does not answer.
  SecondWebServer(const Site& site, const Setup& setup);

  const std::string& url() const { return url_; }

 private:
  bool start(const Setup& setup);

  Scratch scratch_;
  std::string url_;
  std::unique_ptr<Process> process_;
};

/// A client that has sent a request up to the middle of its body.
class SlowClient {
 public:
  /// POSTs a form. Throws std::runtime_error when nobody listens there.
  SlowClient(const std::string& url, const std::string& path, const std::string& form);
  ~SlowClient();
  SlowClient(const SlowClient&) = delete;
  SlowClient& operator=(const SlowClient&) = delete;

  /// Sends one byte more, if there is one and anybody takes it.
  void drip();

  /// Sends the rest; the whole answer as it came.
  std::string finish();

 private:
  int socket_;
  std::string rest_;
};
