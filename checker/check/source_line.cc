// Which of the names on a line an access may be to.
#include "checker/check/source_line.h"

#include <algorithm>
#include <cctype>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "checker/base/text.h"

namespace racelab {
namespace {

bool IsOfC(const std::string& function) {
  return absl::StartsWith(function, "pthread_") || absl::StartsWith(function, "sem_") ||
         absl::StartsWith(function, "mtx_") || absl::StartsWith(function, "cnd_");
}

// What one use says about a lock or a signal: 2 for sure, 1 perhaps, 0 nothing.
int Weight(const NameUse& use, LineAccess::Sort sort) {
  if (!use.method.empty()) {
    if (sort == LineAccess::kSignal) {
      return 2 * MentionsAny(use.method, {"wait", "notify", "signal", "acquire", "release",
                                          "arrive", "count", "block", "post"});
    }
    // `lock.lock()` may be a guard's; a line that declares the guard knows better.
    return MentionsAny(use.method, {"lock"});
  }
  if (!use.argument_of) return 0;
  if (IsOfC(*use.argument_of)) {
    // pthread_cond_wait(&changed, &mutex): its first argument is the signal.
    return use.number == 0 ? 2 : 0;
  }
  return sort == LineAccess::kLock ? 2 : 1;
}

bool IsNameCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

}  // namespace

std::string SpelledOn(std::string_view line, const NameUse& use) {
  std::string text(line);
  std::erase(text, ' ');
  std::string spelled = use.path.front();
  for (size_t i = 1; i < use.path.size(); ++i) {
    const std::string pointed = absl::StrCat(spelled, "->", use.path[i]);
    spelled = absl::StrContains(text, pointed) ? pointed : absl::StrCat(spelled, ".", use.path[i]);
  }
  if (use.path.size() > 1) return absl::StrContains(text, spelled) ? spelled : use.path.back();
  // "*hits", unless it multiplies or declares.
  for (size_t at = line.find("*" + spelled); at != line.npos;
       at = line.find("*" + spelled, at + 1)) {
    const size_t end = at + 1 + spelled.size();
    if (end < line.size() && (IsNameCharacter(line[end]) || line[end] == '[')) continue;
    const size_t before = line.find_last_not_of(' ', at == 0 ? line.npos : at - 1);
    const char last = at == 0 || before == line.npos || before >= at ? ';' : line[before];
    if (!IsNameCharacter(last) && last != ')' && last != ']') return "*" + spelled;
  }
  return spelled;
}

std::set<std::string> CandidatesOn(std::string_view line, LineAccess access) {
  const std::vector<NameUse> uses = NamesOn(line);
  std::set<std::string> names;
  const auto take = [&](auto wanted) {
    for (const NameUse& use : uses) {
      if (wanted(use)) names.insert(use.path.back());
    }
  };
  if (access.sort == LineAccess::kLock || access.sort == LineAccess::kSignal) {
    for (int weight = 2; weight > 0 && names.empty(); --weight) {
      take([&](const NameUse& use) { return Weight(use, access.sort) == weight; });
    }
  } else if (!access.direct) {
    take([](const NameUse& use) { return !use.method.empty(); });
    if (names.empty()) take([](const NameUse&) { return true; });
  } else if (access.sort == LineAccess::kWrite) {
    take([](const NameUse& use) { return use.assigned; });
    if (names.empty()) take([](const NameUse& use) { return use.streamed; });
  } else {
    take([](const NameUse& use) { return !use.overwritten; });
  }
  return names;
}

}  // namespace racelab
