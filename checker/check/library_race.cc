// Knows the library's functions by their names.
#include "checker/check/library_race.h"

#include <string_view>

#include "absl/strings/match.h"

namespace racelab {
namespace {

// "bool boost::lockfree::queue<T>::pop<T>(T&)" -> "queue<T>::pop<T>(T&)", and "" for a function
// that has the library only in its template's arguments.
std::string_view InLockFree(std::string_view function) {
  constexpr std::string_view kNamespace = "boost::lockfree::";
  const size_t at = function.find(kNamespace);
  if (at == std::string_view::npos) return "";
  const std::string_view before = function.substr(0, at);
  if (before.find_first_of("<(") != std::string_view::npos && !before.ends_with("std::atomic<"))
    return "";
  return function.substr(at + kNamespace.size());
}

bool IsByDesign(const std::string& function, bool write) {
  const std::string_view name = InLockFree(function);
  if (name.starts_with("queue<") || name.starts_with("stack<")) return true;
  if (!name.starts_with("detail::")) return false;
  if (name.find("ringbuffer") != name.npos) return false;  // that of spsc_queue
  return !(write && name.find("copy") != name.npos);       // to the program's own memory
}

// The innermost function, but for what the compiler makes it call for an access.
std::string Accessing(const std::vector<std::string>& functions) {
  for (const std::string& function : functions) {
    if (!function.starts_with("__tsan_")) return function;
  }
  return "";
}

}  // namespace

bool IsLibraryRace(const SanitizerReport& report, const Frames& frames) {
  int accesses = 0;
  for (const ReportedStack& stack : report.stacks) {
    if (stack.kind.empty()) continue;
    const std::string function = Accessing(frames.Functions(stack.stack));
    if (!IsByDesign(function, absl::StrContains(stack.kind, "write"))) return false;
    ++accesses;
  }
  return accesses == 2;
}

}  // namespace racelab
