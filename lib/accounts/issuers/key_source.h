#pragma once

#include <functional>
#include <string>

namespace accounts {

/// Fetches the text that is published at a URL, within some seconds. Throws base::Error
/// (unavailable) with the reason in its text when it cannot be had: no address that may be asked,
/// no answer, any status but 200, more than a key set may have.
using KeySource = std::function<std::string(const std::string& url)>;

}  // namespace accounts
