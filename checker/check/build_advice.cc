// Advice: a table of the compiler's words and what a student should do.
#include "checker/check/build_advice.h"

#include <map>
#include <regex>

namespace racelab {
namespace {

struct Advice {
  const char* words;  // a regular expression
  const char* advice;
};

// First match wins: the special before the general.
constexpr Advice kAdvice[] = {
    {"discards qualifiers|not marked const|const (absl::)?Mutex ?\\*|"
     "from 'const [^']*[Mm]utex|from ‘const [^’]*[Mm]utex",
     "a const member function may lock a mutex only if the mutex is declared mutable"},
    {"(deleted|copy).*(mutex|Mutex|lock_guard|unique_lock|scoped_lock)",
     "a mutex or lock cannot be copied; pass it by reference, or let each object have its own"},
    {"(deleted|copy).*thread",
     "a thread cannot be copied; pass it by reference, or hand it over with std::move"},
    {"(deleted|copy).*atomic",
     "an atomic cannot be copied; pass it by reference, or copy its value with load()"},
    {"deleted", "this object cannot be copied or assigned; pass it by reference, or move it"},
    {"file not found|No such file or directory",
     "check the name after #include; only headers of the lab and of its libraries exist"},
    {"expected '?;|expected ‘;", "add the missing ';', often at the end of the line before"},
    {"expected '?\\}|expected ‘\\}|at end of input", "a '}' is missing; count the braces"},
    {"expected '?\\)|expected ‘\\)", "a ')' is missing; count the parentheses"},
    {"no matching|too (few|many) arguments",
     "the arguments fit no version of it; compare their number and types with its declaration"},
    {"undeclared|was not declared|has not been declared|does not name a type|unknown type name",
     "check the spelling, declare it before this line, or include its header"},
    {"redefinition of|previously defined|multiple definition|duplicate symbol|defined twice",
     "there are two definitions; keep one"},
    {"no member named|has no member",
     "check the spelling, and that the class in the header declares it"},
    {"does not match any|no declaration matches|out-of-line definition",
     "make the name, the parameters and const the same as in the header"},
    {"is (a )?private|is (a )?protected", "use the class's public functions"},
    {"undefined reference|undefined symbol|never defined",
     "it is called but defined nowhere; define it, with the same name and parameters as declared"},
    {"cannot convert|no viable conversion|invalid conversion|cannot initialize|could not convert",
     "the types do not go together; compare what is given with what is expected"},
};

// Where names of std and boost live.
const std::map<std::string, std::string>& Headers() {
  static const auto& headers = *new std::map<std::string, std::string>{
      {"std mutex", "mutex"},
      {"std timed_mutex", "mutex"},
      {"std recursive_mutex", "mutex"},
      {"std lock_guard", "mutex"},
      {"std unique_lock", "mutex"},
      {"std scoped_lock", "mutex"},
      {"std lock", "mutex"},
      {"std once_flag", "mutex"},
      {"std call_once", "mutex"},
      {"std defer_lock", "mutex"},
      {"std adopt_lock", "mutex"},
      {"std try_to_lock", "mutex"},
      {"std shared_mutex", "shared_mutex"},
      {"std shared_lock", "shared_mutex"},
      {"std thread", "thread"},
      {"std jthread", "thread"},
      {"std this_thread", "thread"},
      {"std atomic", "atomic"},
      {"std atomic_int", "atomic"},
      {"std memory_order", "atomic"},
      {"std atomic_thread_fence", "atomic"},
      {"std condition_variable", "condition_variable"},
      {"std condition_variable_any", "condition_variable"},
      {"std future", "future"},
      {"std promise", "future"},
      {"std async", "future"},
      {"std latch", "latch"},
      {"std barrier", "barrier"},
      {"std counting_semaphore", "semaphore"},
      {"std binary_semaphore", "semaphore"},
      {"std function", "functional"},
      {"std vector", "vector"},
      {"std deque", "deque"},
      {"std queue", "queue"},
      {"std map", "map"},
      {"std unordered_map", "unordered_map"},
      {"std string", "string"},
      {"std optional", "optional"},
      {"std unique_ptr", "memory"},
      {"std shared_ptr", "memory"},
      {"std make_unique", "memory"},
      {"std array", "array"},
      {"std chrono", "chrono"},
      {"std move", "utility"},
      {"std swap", "utility"},
      {"std less", "functional"},
      {"std sort", "algorithm"},
      {"std min", "algorithm"},
      {"std max", "algorithm"},
      {"boost mutex", "boost/thread/mutex.hpp"},
      {"boost timed_mutex", "boost/thread/mutex.hpp"},
      {"boost recursive_mutex", "boost/thread/recursive_mutex.hpp"},
      {"boost shared_mutex", "boost/thread/shared_mutex.hpp"},
      {"boost lock_guard", "boost/thread/lock_guard.hpp"},
      {"boost unique_lock", "boost/thread/locks.hpp"},
      {"boost shared_lock", "boost/thread/locks.hpp"},
      {"boost lock", "boost/thread/lock_algorithms.hpp"},
      {"boost condition_variable", "boost/thread/condition_variable.hpp"},
      {"boost thread", "boost/thread/thread.hpp"},
      {"boost thread_group", "boost/thread/thread.hpp"},
      {"boost this_thread", "boost/thread/thread.hpp"},
      {"boost barrier", "boost/thread/barrier.hpp"},
      {"boost call_once", "boost/thread/once.hpp"},
      {"boost once_flag", "boost/thread/once.hpp"},
      {"boost sync_bounded_queue", "boost/thread/sync_bounded_queue.hpp"}};
  return headers;
}

// "no type named 'mutex' in namespace 'std'", "'mutex' is not a member of 'std'", and so on.
std::string MissingHeader(const std::string& message) {
  static const std::regex pattern(
      "(?:'|‘)(?:(?:std|boost)::)?(\\w+)(?:'|’)[^'‘]*(?:member of|in namespace)[^'‘]*"
      "(?:'|‘)(std|boost)(?:'|’)");
  std::smatch match;
  if (!std::regex_search(message, match, pattern)) return "";
  const auto header = Headers().find(match[2].str() + " " + match[1].str());
  if (header == Headers().end()) return "";
  return "add #include <" + header->second + "> at the top of the file";
}

}  // namespace

std::string BuildAdvice(const std::string& message) {
  const std::string header = MissingHeader(message);
  if (!header.empty()) return header;
  for (const Advice& advice : kAdvice) {
    if (std::regex_search(message, std::regex(advice.words))) return advice.advice;
  }
  return "";
}

}  // namespace racelab
