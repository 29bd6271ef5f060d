#include "courier/smtp.h"

#include <curl/curl.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <new>
#include <utility>
#include <vector>

#include "base/error.h"
#include "courier/mime.h"
#include "courier/smtp_dialogue.h"

namespace courier {
namespace {

struct Easy {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct Multi {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct List {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

template <typename Handle>
Handle* made(Handle* handle) {
  if (handle == nullptr) throw std::bad_alloc();
  return handle;
}

[[noreturn]] void refuse(const std::string& why) {
  throw base::Error(base::ErrorCode::invalid_argument, base::PublicText{why});
}

// The URL of the server: its port is that of RFC 8314 and RFC 6409 when none is given.
std::string url_of(const SmtpTransport::Settings& settings) {
  static constexpr auto host_characters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]";
  const auto& server = settings.server;
  if (server.empty() || server.find_first_not_of(host_characters) != server.npos) {
    refuse("The mail server is not HOST or HOST:PORT.");
  }
  const bool known = settings.tls == "starttls" || settings.tls == "tls" || settings.tls == "none";
  if (!known) refuse("The TLS of the mail server is not starttls, tls or none.");
  const auto bracket = server.rfind(']');
  const bool has_port = server.find(':', bracket == server.npos ? 0 : bracket) != server.npos;
  const auto* port = settings.tls == "starttls" ? ":587" : settings.tls == "tls" ? ":465" : ":25";
  return (settings.tls == "tls" ? "smtps://" : "smtp://") + server + (has_port ? "" : port);
}

// One mail on its way.
struct Delivery {
  Envelope mail;
  std::size_t sent = 0;
  SmtpDialogue dialogue;
  std::array<char, CURL_ERROR_SIZE> error{};
  std::unique_ptr<curl_slist, List> recipients;
  std::unique_ptr<CURL, Easy> easy;
};

std::size_t read_content(char* out, std::size_t size, std::size_t count, void* user) {
  auto& delivery = *static_cast<Delivery*>(user);
  const auto length = std::min(size * count, delivery.mail.content.size() - delivery.sent);
  std::memcpy(out, delivery.mail.content.data() + delivery.sent, length);
  delivery.sent += length;
  return length;
}

int observe(CURL*, curl_infotype type, char* data, std::size_t size, void* user) {
  auto& dialogue = static_cast<Delivery*>(user)->dialogue;
  if (type == CURLINFO_HEADER_OUT) dialogue.sent({data, size});
  if (type == CURLINFO_HEADER_IN) dialogue.received({data, size});
  return 0;
}

template <typename Value>
void set(Delivery& delivery, CURLoption option, Value value) {
  if (curl_easy_setopt(delivery.easy.get(), option, value) != CURLE_OK) {
    throw base::Error(base::ErrorCode::internal, {},
                      base::PrivateDetail{"libcurl refuses option " + std::to_string(option)});
  }
}

void set_security(Delivery& delivery, const SmtpTransport::Settings& settings) {
  set(delivery, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(delivery, CURLOPT_PROXY, "");
  // CURLUSESSL_TRY would send the mail in plain text to a server that offers no TLS.
  set(delivery, CURLOPT_USE_SSL, long{settings.tls == "none" ? CURLUSESSL_NONE : CURLUSESSL_ALL});
  set(delivery, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
  set(delivery, CURLOPT_SSL_VERIFYPEER, 1L);
  set(delivery, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!settings.ca_file.empty()) set(delivery, CURLOPT_CAINFO, settings.ca_file.c_str());
  if (settings.username.empty()) return;
  set(delivery, CURLOPT_USERNAME, settings.username.c_str());
  set(delivery, CURLOPT_PASSWORD, settings.password.c_str());
}

void set_limits(Delivery& delivery, std::chrono::milliseconds timeout) {
  set(delivery, CURLOPT_NOSIGNAL, 1L);
  set(delivery, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(timeout.count() / 2));
  set(delivery, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
  set(delivery, CURLOPT_MAXAGE_CONN, 30L);
}

void set_mail(Delivery& delivery) {
  const auto recipient = "<" + delivery.mail.recipient + ">";
  delivery.recipients.reset(made(curl_slist_append(nullptr, recipient.c_str())));
  set(delivery, CURLOPT_MAIL_FROM, ("<" + delivery.mail.sender + ">").c_str());
  set(delivery, CURLOPT_MAIL_RCPT, delivery.recipients.get());
  set(delivery, CURLOPT_UPLOAD, 1L);
  set(delivery, CURLOPT_READFUNCTION, &read_content);
  set(delivery, CURLOPT_READDATA, &delivery);
  set(delivery, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(delivery.mail.content.size()));
}

void set_observer(Delivery& delivery) {
  set(delivery, CURLOPT_PRIVATE, &delivery);
  set(delivery, CURLOPT_ERRORBUFFER, delivery.error.data());
  set(delivery, CURLOPT_DEBUGFUNCTION, &observe);
  set(delivery, CURLOPT_DEBUGDATA, &delivery);
  set(delivery, CURLOPT_VERBOSE, 1L);
}

Outcome outcome_of(const Delivery& delivery, CURLcode result) {
  using Kind = Outcome::Kind;
  if (result == CURLE_OK) return {};
  const auto& dialogue = delivery.dialogue;
  if (dialogue.refused()) {
    return {dialogue.refused_for_good() ? Kind::permanent : Kind::retry, dialogue.refusal()};
  }
  const bool said = delivery.error[0] != '\0';
  return {Kind::retry, said ? delivery.error.data() : curl_easy_strerror(result)};
}

void initialise_libcurl() {
  static const auto result = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (result != CURLE_OK) throw std::bad_alloc();
}

}  // namespace

struct SmtpTransport::Engine {
  explicit Engine(Settings chosen) : settings(std::move(chosen)), url(url_of(settings)) {
    initialise_libcurl();
    multi.reset(made(curl_multi_init()));
    curl_multi_setopt(multi.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(settings.concurrency));
  }
  ~Engine() {
    for (const auto& delivery : deliveries) {
      curl_multi_remove_handle(multi.get(), delivery->easy.get());
    }
  }
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  void begin(Envelope mail);
  bool report_finished(const Report& report);
  std::unique_ptr<Delivery> take(const Delivery* wanted);

  Settings settings;
  std::string url;
  std::unique_ptr<CURLM, Multi> multi;
  std::vector<std::unique_ptr<Delivery>> deliveries;
  std::vector<std::pair<base::Id, Outcome>> refused;  // known without asking the server
};

void SmtpTransport::Engine::begin(Envelope mail) {
  if (!is_address(mail.sender) || !is_address(mail.recipient)) {
    refused.push_back({mail.id, {Outcome::Kind::permanent, "an address that is none"}});
    return;
  }
  auto delivery = std::make_unique<Delivery>();
  delivery->mail = std::move(mail);
  delivery->easy.reset(made(curl_easy_init()));
  set(*delivery, CURLOPT_URL, url.c_str());
  set_security(*delivery, settings);
  set_limits(*delivery, settings.timeout);
  set_mail(*delivery);
  set_observer(*delivery);
  if (curl_multi_add_handle(multi.get(), delivery->easy.get()) != CURLM_OK) throw std::bad_alloc();
  deliveries.push_back(std::move(delivery));
}

std::unique_ptr<Delivery> SmtpTransport::Engine::take(const Delivery* wanted) {
  const auto found = std::find_if(deliveries.begin(), deliveries.end(),
                                  [&](const auto& delivery) { return delivery.get() == wanted; });
  auto taken = std::move(*found);
  deliveries.erase(found);
  curl_multi_remove_handle(multi.get(), taken->easy.get());
  return taken;
}

bool SmtpTransport::Engine::report_finished(const Report& report) {
  bool reported = false;
  for (const auto& [id, outcome] : std::exchange(refused, {})) {
    report(id, outcome);
    reported = true;
  }
  int left = 0;
  while (const auto* message = curl_multi_info_read(multi.get(), &left)) {
    const auto result = message->data.result;
    Delivery* finished = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &finished);
    const auto delivery = take(finished);
    report(delivery->mail.id, outcome_of(*delivery, result));
    reported = true;
  }
  return reported;
}

SmtpTransport::SmtpTransport(Settings settings)
    : engine_(std::make_unique<Engine>(std::move(settings))) {
  std::signal(SIGPIPE, SIG_IGN);
}

SmtpTransport::~SmtpTransport() = default;

std::size_t SmtpTransport::room() const {
  const auto most = static_cast<std::size_t>(std::max(engine_->settings.concurrency, 1));
  return most - std::min(most, under_way());
}

std::size_t SmtpTransport::under_way() const {
  return engine_->deliveries.size() + engine_->refused.size();
}

void SmtpTransport::begin(Envelope mail) { engine_->begin(std::move(mail)); }

void SmtpTransport::work(std::chrono::milliseconds at_most, const Report& report) {
  using std::chrono::steady_clock;
  const auto end = steady_clock::now() + at_most;
  while (under_way() > 0) {
    int running = 0;
    curl_multi_perform(engine_->multi.get(), &running);
    if (engine_->report_finished(report)) return;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - steady_clock::now());
    if (left.count() <= 0) return;
    curl_multi_poll(engine_->multi.get(), nullptr, 0, static_cast<int>(left.count()), nullptr);
  }
}

}  // namespace courier
