#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The path of a route. A segment is a word, "{name}" for any one segment, "~{name}.txt" for one
/// that begins and ends so, or at the end "{name...}" for the rest of the path, slashes and all.
namespace router {

/// Each {name} and its value in the path.
using Values = std::vector<std::pair<std::string_view, std::string_view>>;

std::string_view first_segment_of(std::string_view path);

bool takes_rest(std::string_view pattern);

/// Whether the path matches the pattern; both begin with '/'. If so, `values` has the value of each
/// name.
bool matches(std::string_view pattern, std::string_view path, Values& values);

/// Whether the first pattern answers a path that both match. The leftmost segment that differs
/// decides: a word comes before a segment with a name, a longer text around the name before a
/// shorter one, and the rest of a path comes last. This is a strict order, in which patterns are
/// equal only when they differ in nothing but their names.
bool is_more_specific(std::string_view pattern, std::string_view other);

/// The pattern without its names: "/x/{}". Patterns that are equal in this form match the same
/// paths.
std::string nameless(std::string_view pattern);

}  // namespace router
