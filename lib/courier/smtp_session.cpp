#include "courier/smtp_session.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/error.h"
#include "base/mail_address.h"
#include "courier/curl.h"
#include "courier/mail_token.h"
#include "courier/smtp_dialogue.h"

namespace courier {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

[[noreturn]] void refuse(const std::string& why) {
  throw base::Error(base::ErrorCode::invalid_argument, base::PublicText{why});
}

// A mail under way.
struct Delivery {
  const Envelope& mail;
  const WayOut::BrokenOff& broken_off;
  steady_clock::time_point deadline;
  std::size_t read = 0;
  SmtpDialogue dialogue = {};
  std::array<char, CURL_ERROR_SIZE> error = {};
  List recipients = {};
};

std::size_t read_content(char* out, std::size_t size, std::size_t count, void* user) {
  auto& delivery = *static_cast<Delivery*>(user);
  const auto& content = delivery.mail.content;
  const auto length = std::min(size * count, content.size() - delivery.read);
  content.copy(out, length, delivery.read);
  delivery.read += length;
  return length;
}

int observe(CURL*, curl_infotype type, char* data, std::size_t size, void* user) {
  auto& dialogue = static_cast<Delivery*>(user)->dialogue;
  if (type == CURLINFO_HEADER_OUT) dialogue.sent({data, size});
  if (type == CURLINFO_HEADER_IN) dialogue.received({data, size});
  return 0;
}

// Called at least once a second. libcurl's own time-out does not apply while it waits for the reply
// to the content.
int supervise(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& delivery = *static_cast<Delivery*>(user);
  return delivery.broken_off() || steady_clock::now() >= delivery.deadline ? 1 : 0;
}

void set_security(CURL* easy, const SmtpSettings& settings) {
  set(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(easy, CURLOPT_PROXY, "");
  // CURLUSESSL_TRY would send the mail in plain text to a server that offers no TLS.
  set(easy, CURLOPT_USE_SSL, long{settings.tls == "none" ? CURLUSESSL_NONE : CURLUSESSL_ALL});
  set(easy, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
  set(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  set(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  set_authorities(easy, settings.ca_file);
}

struct Mechanism {
  std::string_view auth;
  const char* options;  // as libcurl wants them
};

constexpr Mechanism kMechanisms[] = {
    {"auto", "AUTH=PLAIN;AUTH=LOGIN"}, {"plain", "AUTH=PLAIN"}, {"login", "AUTH=LOGIN"},
    {"cram-md5", "AUTH=CRAM-MD5"},     {"ntlm", "AUTH=NTLM"},   {"xoauth2", "AUTH=XOAUTH2"}};

const char* options_of(std::string_view auth) {
  const auto* const found = std::find_if(std::begin(kMechanisms), std::end(kMechanisms),
                                         [&](const Mechanism& each) { return each.auth == auth; });
  if (found == std::end(kMechanisms)) refuse("There is no such way to sign in at a mail server.");
  return found->options;
}

void set_sign_in(CURL* easy, const SmtpSettings& settings) {
  if (settings.username.empty()) return;
  set(easy, CURLOPT_USERNAME, settings.username.c_str());
  set(easy, CURLOPT_LOGIN_OPTIONS, options_of(settings.auth));
  if (settings.token) {
    set(easy, CURLOPT_XOAUTH2_BEARER, settings.token->get().c_str());
  } else {
    set(easy, CURLOPT_PASSWORD, settings.password.c_str());
  }
}

void set_limits(CURL* easy, const SmtpSettings& settings) {
  const milliseconds timeout = settings.timeout;
  set(easy, CURLOPT_NOSIGNAL, 1L);
  set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(timeout.count() / 2));
  set(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
  set(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(settings.timeout.count()));
  set(easy, CURLOPT_MAXAGE_CONN, 30L);
}

void set_mail(CURL* easy, Delivery& delivery) {
  append(delivery.recipients, "<" + delivery.mail.recipient + ">");
  set(easy, CURLOPT_MAIL_FROM, ("<" + delivery.mail.sender + ">").c_str());
  set(easy, CURLOPT_MAIL_RCPT, delivery.recipients.get());
  set(easy, CURLOPT_UPLOAD, 1L);
  set(easy, CURLOPT_READFUNCTION, &read_content);
  set(easy, CURLOPT_READDATA, &delivery);
  set(easy, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(delivery.mail.content.size()));
}

void set_observers(CURL* easy, Delivery& delivery) {
  set(easy, CURLOPT_ERRORBUFFER, delivery.error.data());
  set(easy, CURLOPT_DEBUGFUNCTION, &observe);
  set(easy, CURLOPT_DEBUGDATA, &delivery);
  set(easy, CURLOPT_VERBOSE, 1L);
  set(easy, CURLOPT_XFERINFOFUNCTION, &supervise);
  set(easy, CURLOPT_XFERINFODATA, &delivery);
  set(easy, CURLOPT_NOPROGRESS, 0L);
}

Outcome refusal_of(const SmtpDialogue& dialogue) {
  const auto fault = dialogue.fault();
  return {.kind = fault == SmtpFault::this_mail ? Outcome::Kind::permanent : Outcome::Kind::retry,
          .error = dialogue.refusal(),
          .is_alarming = fault == SmtpFault::us};
}

// Failures that last until somebody changes a setting: no mechanism in common, no TLS, and a
// certificate that nobody vouches for.
bool is_lasting(CURLcode result) {
  return result == CURLE_LOGIN_DENIED || result == CURLE_USE_SSL_FAILED ||
         result == CURLE_PEER_FAILED_VERIFICATION || result == CURLE_SSL_CACERT_BADFILE;
}

std::string words_for(const Delivery& delivery, CURLcode result) {
  if (result == CURLE_LOGIN_DENIED)
    return "the server offers no way to sign in that mail.auth allows";
  return delivery.error[0] != '\0' ? delivery.error.data() : Curl::library().easy_strerror(result);
}

Outcome outcome_of(const Delivery& delivery, CURLcode result) {
  using Kind = Outcome::Kind;
  if (result == CURLE_OK) return {};
  const auto& dialogue = delivery.dialogue;
  if (dialogue.refused()) return refusal_of(dialogue);
  if (result == CURLE_ABORTED_BY_CALLBACK) return {Kind::retry, dialogue.silence()};
  return {
      .kind = Kind::retry, .error = words_for(delivery, result), .is_alarming = is_lasting(result)};
}

// What there is nothing to send with: libcurl, or a token.
Outcome without(const base::Error& missing) {
  const auto& detail = missing.private_detail();
  return {.kind = Outcome::Kind::retry,
          .error = missing.public_text() + (detail.empty() ? "" : " (" + detail + ")"),
          .is_alarming = missing.code() != base::ErrorCode::unavailable};
}

}  // namespace

std::string SmtpSettings::url() const {
  static constexpr auto host_characters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]";
  if (server.empty() || server.find_first_not_of(host_characters) != server.npos) {
    refuse("The mail server is not HOST or HOST:PORT.");
  }
  const bool known = tls == "starttls" || tls == "tls" || tls == "none";
  if (!known) refuse("The TLS of the mail server is not starttls, tls or none.");
  const auto bracket = server.rfind(']');
  const bool has_port = server.find(':', bracket == server.npos ? 0 : bracket) != server.npos;
  const auto* port = tls == "starttls" ? ":587" : tls == "tls" ? ":465" : ":25";
  const auto url = (tls == "tls" ? "smtps://" : "smtp://") + server + (has_port ? "" : port);
  return helo.empty() ? url : url + "/" + helo;
}

void SmtpSettings::check() const {
  url();
  options_of(auth);
}

struct SmtpSession::Handle {
  static int opened(void* user, curl_socket_t socket, curlsocktype) {
    static_cast<Handle*>(user)->sockets.insert(socket);
    return CURL_SOCKOPT_OK;
  }
  static int closed(void* user, curl_socket_t socket) {
    static_cast<Handle*>(user)->sockets.erase(socket);
    return close(socket);
  }
  void watch_sockets() {
    set(easy.get(), CURLOPT_SOCKOPTFUNCTION, &opened);
    set(easy.get(), CURLOPT_SOCKOPTDATA, this);
    set(easy.get(), CURLOPT_CLOSESOCKETFUNCTION, &closed);
    set(easy.get(), CURLOPT_CLOSESOCKETDATA, this);
  }

  std::set<curl_socket_t> sockets;  // the open ones
  Easy easy = make_easy();
};

SmtpSession::SmtpSession(const SmtpSettings& settings)
    : settings_(settings), url_(settings.url()) {}

SmtpSession::~SmtpSession() { rest(); }

Outcome SmtpSession::send(const Envelope& mail, const BrokenOff& broken_off) try {
  if (!base::is_sender_address(mail.sender) || !base::is_mail_address(mail.recipient)) {
    return {Outcome::Kind::permanent, "an address that is none"};
  }
  if (!handle_) handle_ = std::make_unique<Handle>();
  Delivery delivery{mail, broken_off, steady_clock::now() + settings_.timeout};
  auto* easy = handle_->easy.get();
  set(easy, CURLOPT_URL, url_.c_str());
  set_security(easy, settings_);
  set_sign_in(easy, settings_);
  set_limits(easy, settings_);
  set_mail(easy, delivery);
  set_observers(easy, delivery);
  handle_->watch_sockets();
  const auto result = Curl::library().easy_perform(easy);
  Curl::library().easy_reset(easy);  // forgets the delivery, keeps the connection
  if (result != CURLE_OK) rest();    // libcurl might keep it in mid-dialogue
  note_sign_in(delivery.dialogue);
  return outcome_of(delivery, result);
} catch (const base::Error& missing) {
  return without(missing);
}

// A token that is refused may have been withdrawn before its time.
void SmtpSession::note_sign_in(const SmtpDialogue& dialogue) {
  if (settings_.token && dialogue.refused() && dialogue.fault() == SmtpFault::us) {
    settings_.token->forget();
  }
}

Outcome SmtpSession::greet() try {
  rest();
  handle_ = std::make_unique<Handle>();
  const Envelope none;
  const BrokenOff never = [] { return false; };
  Delivery delivery{none, never, steady_clock::now() + settings_.timeout};
  auto* easy = handle_->easy.get();
  set(easy, CURLOPT_URL, url_.c_str());
  set_security(easy, settings_);
  set_sign_in(easy, settings_);
  set_limits(easy, settings_);
  set_observers(easy, delivery);
  set(easy, CURLOPT_CONNECT_ONLY, 1L);
  auto outcome = outcome_of(delivery, Curl::library().easy_perform(easy));
  rest();  // a connection after greet() carries no mail
  return outcome;
} catch (const base::Error& missing) {
  return without(missing);
}

// libcurl sends QUIT and would wait two minutes for the reply; we stop listening instead.
void SmtpSession::rest() {
  if (!handle_) return;
  for (const auto socket : handle_->sockets) shutdown(socket, SHUT_RD);
  handle_.reset();
}

}  // namespace courier
