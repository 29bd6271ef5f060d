#pragma once

#include <span>

#include "base/embedded.h"

namespace courier {

/// The mails of lib/courier/templates: "<language>/<name>.subject", ".txt" and ".html".
std::span<const base::EmbeddedFile> mail_templates();

}  // namespace courier
