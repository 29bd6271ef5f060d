#pragma once

#include <string>

namespace daemonize {

/// Reports a state such as "READY=1" to systemd, as sd_notify(3) does, but without its library.
/// Does nothing without NOTIFY_SOCKET; a message that cannot be sent is lost.
void notify(const std::string& state) noexcept;

/// Reports "RELOADING=1" with the time, as Type=notify-reload requires.
void notify_reloading() noexcept;

}  // namespace daemonize
