// Integrity, object files: which symbols a submission defines, and whether all of it is watched.

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "checker/base/text.h"
#include "checker/check/integrity.h"

namespace racelab {
namespace {

using Lines = std::vector<std::string>;

bool StartsWithAny(std::string_view text, std::initializer_list<std::string_view> prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](std::string_view prefix) { return text.starts_with(prefix); });
}

// What the compilers emit themselves, and what headers of Abseil and libstdc++ call to describe
// their mutexes and fibers. (A student's own call of the latter is seen in the source.)
bool IsOrdinaryTsanSymbol(std::string_view name) {
  static constexpr std::string_view kExact[] = {
      "__tsan_init",      "__tsan_func_entry", "__tsan_func_exit", "__tsan_vptr_update",
      "__tsan_vptr_read", "__tsan_memcpy",     "__tsan_memmove",   "__tsan_memset"};
  return std::find(std::begin(kExact), std::end(kExact), name) != std::end(kExact) ||
         StartsWithAny(name,
                       {"__tsan_read", "__tsan_write", "__tsan_unaligned_", "__tsan_volatile_",
                        "__tsan_atomic", "__tsan_mutex_", "__tsan_switch_to_fiber"});
}

// A strong definition inside a library's namespace. Specialisations that the standard invites
// (std::hash of one's own type) are fine.
bool ReplacesCxx(const std::string& symbol) {
  if (StartsWithAny(symbol, {"_Znw", "_Zna", "_Zdl", "_Zda"})) return true;
  if (!StartsWithAny(symbol, {"_ZSt", "_ZNSt", "_ZNKSt", "_ZN5boost", "_ZNK5boost", "_ZN4absl",
                              "_ZNK4absl", "_ZN7testing", "_ZNK7testing", "_ZN3kit", "_ZNK3kit",
                              "_ZN7racelab", "_ZNK7racelab"})) {
    return false;
  }
  const std::string name = Demangle(symbol);
  for (const char* invited : {"std::hash<", "std::less<", "std::equal_to<", "std::formatter<",
                              "std::swap", "std::operator", "boost::hash", "boost::operator"}) {
    if (name.find(invited) != std::string::npos) return false;
  }
  return true;
}

// What a submission may not refer to: functions of the tests, the harness and the explorer's
// runtime (racelab_exploring is in the kit), and what the linker defines to tell where the program
// lies.
std::string ReferenceProblem(const std::string& name) {
  static constexpr std::string_view kPlaces[] = {"__bss_start",
                                                 "_edata",
                                                 "edata",
                                                 "_end",
                                                 "end",
                                                 "_etext",
                                                 "etext",
                                                 "__etext",
                                                 "__executable_start",
                                                 "__ehdr_start",
                                                 "__data_start",
                                                 "data_start",
                                                 "_start",
                                                 "_DYNAMIC",
                                                 "__init_array_start",
                                                 "__init_array_end",
                                                 "__preinit_array_start",
                                                 "__preinit_array_end"};
  if (std::find(std::begin(kPlaces), std::end(kPlaces), name) != std::end(kPlaces)) {
    return absl::StrCat("uses '", name,
                        "', by which a program finds its own memory; a solution does not need it, "
                        "remove it");
  }
  const bool inside =
      name == "main" || (name.starts_with("racelab_") && name != "racelab_exploring") ||
      StartsWithAny(name, {"_ZN7racelab", "_ZNK7racelab", "_ZN7testing", "_ZNK7testing"});
  if (!inside) return "";
  return absl::StrCat("uses '", Demangle(name),
                      "', which belongs to the tests; a solution leaves them alone, remove it");
}

std::string SymbolProblem(char type, const std::string& name,
                          const std::function<bool(const std::string&)>& in_library) {
  const bool defined = type != 'U' && type != 'w' && type != 'v';
  const bool global = absl::ascii_isupper(static_cast<unsigned char>(type)) || type == 'u';
  if (name.starts_with("__tsan_") && !(type == 'U' && IsOrdinaryTsanSymbol(name)) &&
      (!defined || global)) {
    return absl::StrCat("uses or defines '", name,
                        "', which controls the race detector; remove it and repair the race");
  }
  if (StartsWithAny(name, {"AnnotateHappens", "AnnotateIgnore", "AnnotateBenign", "__sanitizer_",
                           "__interceptor_", "___interceptor_"}) &&
      (!defined || global)) {
    return absl::StrCat("uses or defines '", name,
                        "', which hides code from the race detector; remove it");
  }
  if (type == 'i') {
    return absl::StrCat("defines '", Demangle(name),
                        "' as a function that is chosen while the program is loaded (ifunc); "
                        "write an ordinary function");
  }
  if (!defined) return ReferenceProblem(name);
  if (type != 'T' && type != 'W') return "";
  if (name == "main") return "defines main(), which the test program has; remove it";
  if (ReplacesCxx(name) && type == 'T') {
    return absl::StrCat("defines '", Demangle(name),
                        "', which belongs to a library or to the tests; use a name of your own");
  }
  if (!name.starts_with("_Z") && in_library(name)) {
    return absl::StrCat("defines '", name,
                        "', a function of the system's library; give yours another name");
  }
  return "";
}

}  // namespace

std::vector<Finding> ScanSymbols(const std::string& file, std::string_view nm,
                                 const std::function<bool(const std::string&)>& in_library) {
  std::vector<Finding> findings;
  for (const std::string& line : Lines(absl::StrSplit(std::string(nm), '\n'))) {
    // "0000000000000010 T _Z4Oncev" or "                 U __tsan_init"
    const Lines words = absl::StrSplit(line, ' ', absl::SkipEmpty());
    if (words.size() < 2 || words.size() > 3 || words[words.size() - 2].size() != 1) continue;
    std::string name = words.back();
    name = name.substr(0, name.find('@'));
    const std::string problem = SymbolProblem(words[words.size() - 2][0], name, in_library);
    if (!problem.empty()) {
      AddNew(findings, {IntegrityFinding(absl::StrCat("the compiled code of ", file, " ", problem),
                                         file, 0)});
    }
  }
  return findings;
}

std::vector<Finding> ScanSections(const std::string& file, std::string_view objdump) {
  std::vector<Finding> findings;
  for (const std::string& line : Lines(absl::StrSplit(std::string(objdump), '\n'))) {
    const Lines words = absl::StrSplit(line, ' ', absl::SkipEmpty());
    if (words.size() < 3) continue;
    // Ordinary constructors of globals stand in ".init_array" without a priority.
    if (!StartsWithAny(words[1],
                       {".init_array.", ".preinit_array", ".ctors", ".dtors", ".fini_array"})) {
      continue;
    }
    AddNew(findings,
           {IntegrityFinding(
               absl::StrCat("the compiled code of ", file, " has a section '", words[1],
                            "', which runs code before or after everything else; remove what makes "
                            "it (a constructor, init_priority or section attribute)"),
               file, 0)});
  }
  return findings;
}

}  // namespace racelab
