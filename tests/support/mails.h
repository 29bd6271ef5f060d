#pragma once

#include <string>
#include <vector>

/// The .eml files of a directory that are addressed to this recipient, oldest first, whole.
std::vector<std::string> mails_in(const std::string& directory, const std::string& recipient);

/// The verification token of the link in a mail, whatever the transfer encoding of its text part;
/// empty when there is none.
std::string token_in(const std::string& mail);
