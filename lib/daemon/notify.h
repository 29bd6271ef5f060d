#pragma once

#include <string>

namespace daemonize {

/// Tells systemd a state, as sd_notify(3) does, without its library: "READY=1". Where nobody asked
/// to be told (NOTIFY_SOCKET) it does nothing; a message that cannot be sent is lost.
void notify(const std::string& state) noexcept;

/// "RELOADING=1" with the moment, as Type=notify-reload wants it.
void notify_reloading() noexcept;

}  // namespace daemonize
