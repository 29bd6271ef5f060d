#pragma once

#include "config/forward.h"

/// Whether the texts that the configuration wants can be shown: those of the
/// site's own parse, each file of pages.templates has the name of one of ours
/// (another would never be shown), and there are texts in pages.language.
/// Throws base::Error (invalid_argument) naming the file.
void check_site_templates(const config::Config& config);
